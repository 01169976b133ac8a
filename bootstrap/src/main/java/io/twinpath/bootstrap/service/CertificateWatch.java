package io.twinpath.bootstrap.service;

import io.twinpath.bootstrap.config.ConfigException;
import io.twinpath.bootstrap.config.ListenerCertificate;
import io.twinpath.bootstrap.http.Tls;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a new certificate into use as its files change; what cannot be used is said once, and the old one stays. */
final class CertificateWatch implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(CertificateWatch.class);

    private final ListenerCertificate files;
    private final Clock clock;
    private final Tls tls;
    private Object tried;
    private Object seen;

    /** Reads them at once; fails with a {@link ConfigException} where they cannot be used. */
    CertificateWatch(ListenerCertificate files, Executor handshakes, Clock clock) {
        this.files = files;
        this.clock = clock;
        this.tried = files.version();
        this.seen = tried;
        KeyStore.PrivateKeyEntry first = files.read();
        this.tls = new Tls(first, handshakes);
        checkTime(first);
    }

    Tls tls() {
        return tls;
    }

    /** One look. Files in motion are left alone until the next one: there are two of them to be replaced. */
    @Override
    public void run() {
        Object now = files.version();
        if (now.equals(seen) && !now.equals(tried)) {
            tried = now;
            reload();
        }
        seen = now;
    }

    private void reload() {
        try {
            KeyStore.PrivateKeyEntry next = files.read();
            tls.use(next);
            log.info(
                    "Shows a new certificate, valid until {}",
                    leaf(next).getNotAfter().toInstant());
            checkTime(next);
        } catch (ConfigException | IllegalArgumentException e) {
            log.warn("Keeps the certificate it has: {}", e.getMessage());
        }
    }

    private void checkTime(KeyStore.PrivateKeyEntry entry) {
        Instant from = leaf(entry).getNotBefore().toInstant();
        Instant until = leaf(entry).getNotAfter().toInstant();
        if (clock.instant().isBefore(from) || clock.instant().isAfter(until)) {
            log.warn("Shows a certificate that callers will refuse: it is valid from {} until {}", from, until);
        }
    }

    private static X509Certificate leaf(KeyStore.PrivateKeyEntry entry) {
        return (X509Certificate) entry.getCertificate();
    }
}
