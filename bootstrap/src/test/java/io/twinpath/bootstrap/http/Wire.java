package io.twinpath.bootstrap.http;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** How a test talks to a listener. */
enum Wire {
    PLAIN,
    TLS;

    static final X509Bundle EC = bundle(new CertificateBuilder().ecp256());
    static final X509Bundle RSA = bundle(new CertificateBuilder().rsa2048());
    private static final Executor handshakes = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "handshakes");
        thread.setDaemon(true);
        return thread;
    });

    /** As a listener takes it. */
    @Nullable Tls tls() {
        return this == PLAIN ? null : new Tls(entry(EC), handshakes);
    }

    Socket connect(int port) throws IOException {
        return this == PLAIN ? new Socket("127.0.0.1", port) : connectTls(port);
    }

    static SSLSocket connectTls(int port) throws IOException {
        SSLSocket socket = unconnected(port);
        socket.startHandshake();
        return socket;
    }

    static SSLSocket connect(int port, String protocol, String suite) throws IOException {
        SSLSocket socket = unconnected(port);
        socket.setEnabledProtocols(new String[] {protocol});
        socket.setEnabledCipherSuites(new String[] {suite});
        socket.startHandshake();
        return socket;
    }

    /** Before its handshake. */
    static SSLSocket unconnected(int port) throws IOException {
        SSLSocket socket = (SSLSocket) trusting(EC, RSA).getSocketFactory().createSocket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    static KeyStore.PrivateKeyEntry entry(X509Bundle certificate) {
        return new KeyStore.PrivateKeyEntry(certificate.getKeyPair().getPrivate(), certificate.getCertificatePath());
    }

    static SSLContext trusting(X509Bundle... certificates) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (X509Bundle each : certificates) {
                store.setCertificateEntry(
                        each.getCertificate().getSerialNumber().toString(), each.getCertificate());
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static X509Bundle bundle(CertificateBuilder certificate) {
        try {
            return certificate
                    .subject("CN=localhost")
                    .addSanDnsName("localhost")
                    .addSanIpAddress("127.0.0.1")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
