package io.twinpath.bootstrap.http;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** TLS 1.2 and 1.3 with the certificate in use, which may be changed: connections that are open keep theirs. */
public final class Tls {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final String[] APPLICATION = {"http/1.1"};

    /** Authenticated encryption under keys that no later theft of the certificate's own reveals (RFC 9325, section 4.2). */
    private static final Pattern SUITES = Pattern.compile(
            "TLS_(?:ECDHE_(?:ECDSA|RSA)_WITH_)?(?:AES_(?:128|256)_GCM|CHACHA20_POLY1305)_SHA(?:256|384)");

    private final Executor handshakes;
    private volatile SSLContext context;
    private final SSLParameters parameters;

    /** @param handshakes does their work; it rejects what would have to wait for too long */
    public Tls(KeyStore.PrivateKeyEntry certificate, Executor handshakes) {
        this.handshakes = handshakes;
        this.context = context(certificate);
        this.parameters = parameters(context);
    }

    /** From now on new connections are shown this one. */
    public void use(KeyStore.PrivateKeyEntry certificate) {
        context = context(certificate);
    }

    Seal seal() {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        engine.setSSLParameters(parameters);
        return new TlsSeal(engine, handshakes);
    }

    private static SSLParameters parameters(SSLContext context) {
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        parameters.setCipherSuites(Arrays.stream(parameters.getCipherSuites())
                .filter(each -> SUITES.matcher(each).matches())
                .toArray(String[]::new));
        parameters.setUseCipherSuitesOrder(true);
        parameters.setApplicationProtocols(APPLICATION);
        return parameters;
    }

    private static SSLContext context(KeyStore.PrivateKeyEntry certificate) {
        try {
            char[] unused = {};
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, unused);
            store.setEntry("listener", certificate, new KeyStore.PasswordProtection(unused));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, unused);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("this key and certificate cannot be used together", e);
        }
    }
}
