package io.twinpath.bootstrap.service;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.twinpath.bootstrap.config.Configuration;
import io.twinpath.bootstrap.config.ListenerCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What is said of each change; that new connections are shown it, {@code TlsListenerTest} shows. */
class CertificateWatchTest {
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(CertificateWatch.class);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @TempDir
    private Path folder;

    @BeforeEach
    void listen() {
        log.start();
        LOGGER.setLevel(Level.INFO);
        LOGGER.addAppender(log);
    }

    @AfterEach
    void leave() {
        LOGGER.detachAppender(log);
        LOGGER.setLevel(null);
    }

    private static X509Bundle bundle(Duration validFor) throws Exception {
        return new CertificateBuilder()
                .ecp256()
                .subject("CN=localhost")
                .notBefore(Instant.now().minus(Duration.ofDays(2)))
                .notAfter(Instant.now().plus(validFor))
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
    }

    private Path write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("new"), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return Files.move(file, folder.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private void write(X509Bundle certificate) throws IOException {
        write("chain.pem", certificate.getCertificatePEM());
        write("key.pem", certificate.getPrivateKeyPEM());
    }

    private CertificateWatch watch() {
        return new CertificateWatch(
                ListenerCertificate.of(Configuration.load(
                                Map.of(
                                        "TWINPATH_HTTP_TLS_CERTIFICATE",
                                        folder.resolve("chain.pem").toString(),
                                        "TWINPATH_HTTP_TLS_KEY",
                                        folder.resolve("key.pem").toString()),
                                Optional.empty()))
                        .orElseThrow(),
                Runnable::run,
                Clock.systemUTC());
    }

    private List<String> said() {
        return log.list.stream().map(ILoggingEvent::toString).toList();
    }

    @Test
    void a_new_pair_is_taken_into_use_once_it_lies_still() throws Exception {
        write(bundle(Duration.ofDays(1)));
        CertificateWatch watch = watch();
        watch.run();
        assertThat(said()).isEmpty();
        X509Bundle next = bundle(Duration.ofDays(1));
        write("chain.pem", next.getCertificatePEM());
        watch.run();
        assertThat(said()).as("half of it is there").isEmpty();
        write("key.pem", next.getPrivateKeyPEM());
        watch.run();
        assertThat(said()).isEmpty();
        watch.run();
        watch.run();
        assertThat(said()).singleElement().asString().startsWith("[INFO] Shows a new certificate");
    }

    @Test
    void a_broken_pair_is_said_once_and_the_next_sound_one_is_taken() throws Exception {
        X509Bundle first = bundle(Duration.ofDays(1));
        write(first);
        CertificateWatch watch = watch();
        write("key.pem", bundle(Duration.ofDays(1)).getPrivateKeyPEM());
        for (int i = 0; i < 4; i++) {
            watch.run();
        }
        assertThat(said())
                .singleElement()
                .asString()
                .startsWith("[WARN] Keeps the certificate it has: TWINPATH_HTTP_TLS_KEY names the file ")
                .contains("is not the key of the first certificate");
        write("key.pem", first.getPrivateKeyPEM());
        watch.run();
        watch.run();
        assertThat(said()).hasSize(2).last().asString().startsWith("[INFO] Shows a new certificate");
    }

    @Test
    void an_expired_certificate_is_shown_and_warned_of() throws Exception {
        write(bundle(Duration.ofDays(-1)));
        watch();
        assertThat(said()).singleElement().asString().startsWith("[WARN] Shows a certificate that callers will refuse");
    }
}
