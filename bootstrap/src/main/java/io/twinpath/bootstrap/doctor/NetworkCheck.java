package io.twinpath.bootstrap.doctor;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.DatabaseAddress.Host;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Name, TCP and TLS of each host of an address, without a driver and without a password. */
final class NetworkCheck {
    private static final int TIMEOUT_MILLIS = 3000;
    private static final int SSL_REQUEST = 80_877_103; // PostgreSQL documentation, section 55.7
    private static final Duration SOON = Duration.ofDays(21);

    private final String path;
    private final DatabaseAddress address;
    private final Clock clock;
    private final List<Finding> findings = new ArrayList<>();

    NetworkCheck(String path, DatabaseAddress address, Clock clock) {
        this.path = path;
        this.address = address;
        this.clock = clock;
    }

    /** A host that fails is a failure only when none works. */
    List<Finding> run() {
        address.hosts().forEach(this::examine);
        long failed = findings.stream()
                .filter(each -> each.level() == Finding.Level.FAILED)
                .count();
        return failed < address.hosts().size()
                ? findings.stream().map(Finding::asWarning).toList()
                : findings;
    }

    private void examine(Host host) {
        String step = "name";
        try {
            InetAddress[] found = InetAddress.getAllByName(host.name());
            findings.add(Finding.ok(
                    path,
                    step,
                    host.name() + " is "
                            + Arrays.stream(found)
                                    .map(InetAddress::getHostAddress)
                                    .collect(Collectors.joining(", "))));
            step = "TCP";
            try (Socket socket = new Socket()) {
                long begun = System.nanoTime();
                socket.connect(new InetSocketAddress(found[0], host.port()), TIMEOUT_MILLIS);
                socket.setSoTimeout(TIMEOUT_MILLIS);
                findings.add(
                        Finding.ok(path, step, host + " answers after " + (System.nanoTime() - begun) / 1000 + " us"));
                step = "TLS";
                secure(socket, host);
            }
        } catch (IOException | GeneralSecurityException e) {
            findings.add(Finding.failed(path, step, host.toString(), e));
        }
    }

    private void secure(Socket socket, Host host) throws IOException, GeneralSecurityException {
        int answer = askForTls(socket);
        if (answer == 'S') {
            handshake(socket, host);
        } else if (answer != 'N') {
            findings.add(
                    Finding.failed(path, "TLS", Fault.NOT_POSTGRESQL, host + ": " + Fault.NOT_POSTGRESQL.meaning()));
        } else if (address.tls().mode().allowsPlainText()) {
            findings.add(Finding.ok(path, "TLS", host + " has none"));
        } else {
            findings.add(Finding.failed(
                    path,
                    "TLS",
                    Fault.TLS_REFUSED,
                    host + ": " + Fault.TLS_REFUSED.meaning() + " ("
                            + address.tls().mode().code() + ")"));
        }
    }

    /** The server's answer, one byte; -1 when it hangs up. */
    private static int askForTls(Socket socket) throws IOException {
        try {
            socket.getOutputStream()
                    .write(ByteBuffer.allocate(8).putInt(8).putInt(SSL_REQUEST).array());
            return socket.getInputStream().read();
        } catch (SocketException hungUp) {
            return -1;
        }
    }

    /** Believes any certificate, to see it: whether it is good enough the drivers say. */
    private void handshake(Socket socket, Host host) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Credulous()}, null);
        try (SSLSocket tls =
                (SSLSocket) context.getSocketFactory().createSocket(socket, host.name(), host.port(), true)) {
            tls.startHandshake();
            X509Certificate[] chain = (X509Certificate[]) tls.getSession().getPeerCertificates();
            Instant end = chain[0].getNotAfter().toInstant();
            String detail = host + " has " + tls.getSession().getProtocol() + ", a certificate for " + names(chain[0])
                    + " until " + end + ", by " + chain[0].getIssuerX500Principal() + ", in a chain of " + chain.length;
            if (end.isBefore(clock.instant())) {
                findings.add(
                        address.tls().mode().verifies()
                                ? Finding.failed(path, "TLS", Fault.CERTIFICATE_EXPIRED, detail)
                                : Finding.warning(path, "TLS", detail, "It has expired: renew it."));
            } else if (end.isBefore(clock.instant().plus(SOON))) {
                findings.add(Finding.warning(path, "TLS", detail, "It expires soon: renew it."));
            } else {
                findings.add(Finding.ok(path, "TLS", detail));
            }
        }
    }

    private static String names(X509Certificate certificate) throws CertificateParsingException {
        Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
        return alternatives == null
                ? certificate.getSubjectX500Principal().toString()
                : alternatives.stream().map(each -> String.valueOf(each.get(1))).collect(Collectors.joining(", "));
    }

    private static final class Credulous implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            // only looked at
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
