package io.twinpath.persistence.sync;

import static org.awaitility.Awaitility.await;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.twinpath.application.datapath.DatabaseAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL with {@code ssl=on} whose certificate and rules of access are changed as it runs, and a small CA. */
public final class TlsPostgres implements AutoCloseable {
    public static final String USER = "app";
    private static final String PASSWORD = "pw";
    private static final String RELOADED = "SELECT extract(epoch FROM pg_conf_load_time())";

    private static final AtomicInteger authorities = new AtomicInteger();

    private final X509Bundle ca = authority();
    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final TestDatabase control;

    public TlsPostgres(Path folder) {
        this.folder = folder;
        write("ca.pem", ca.getCertificatePEM());
        writeCertificate(goodCertificate());
        try {
            this.postgres = EmbeddedPostgres.builder()
                    .setDataDirectory(folder.resolve("data"))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DatabaseAddress owner = new DatabaseAddress("127.0.0.1", postgres.getPort(), "postgres", "postgres", "");
        this.control = new TestDatabase(owner, owner, owner);
        // Not on the server's command line, which nothing could change any more
        set("ssl_cert_file", folder.resolve("server.pem").toString());
        set("ssl_key_file", folder.resolve("server.key").toString());
        set("ssl_ca_file", folder.resolve("ca.pem").toString());
        ssl(true);
        control.execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + PASSWORD + "'");
        admit("host", "scram-sha-256");
    }

    public static X509Bundle authority() {
        return build(
                new CertificateBuilder()
                        .subject("CN=test CA " + authorities.incrementAndGet())
                        .setIsCertificateAuthority(true),
                null);
    }

    /** For {@code localhost} by that name, so that 127.0.0.1 is a wrong one. */
    public X509Bundle goodCertificate() {
        return build(server(), ca);
    }

    /** For 127.0.0.1 and no name, whatever leads there. */
    public X509Bundle addressCertificate() {
        return build(new CertificateBuilder().rsa2048().subject("CN=a server").addSanIpAddress("127.0.0.1"), ca);
    }

    public X509Bundle expiredCertificate() {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        return build(server().notBefore(yesterday.minus(Duration.ofDays(1))).notAfter(yesterday), ca);
    }

    public X509Bundle certificateOf(X509Bundle other) {
        return build(server(), other);
    }

    public X509Bundle clientCertificate() {
        return build(new CertificateBuilder().rsa2048().subject("CN=" + USER), ca);
    }

    public X509Bundle ecClientCertificate() {
        return build(new CertificateBuilder().ecp256().subject("CN=" + USER), ca);
    }

    public X509Bundle ca() {
        return ca;
    }

    public TestDatabase control() {
        return control;
    }

    /** As the user of the tests, in plain text. */
    public DatabaseAddress address(String host) {
        return new DatabaseAddress(host, postgres.getPort(), "postgres", USER, PASSWORD);
    }

    public void show(X509Bundle certificate) {
        writeCertificate(certificate);
        reload();
    }

    public void ssl(boolean on) {
        set("ssl", on ? "on" : "off");
        reload();
    }

    private void set(String setting, String value) {
        control.execute("ALTER SYSTEM SET " + setting + " = '" + value + "'");
    }

    /** By a line of {@code pg_hba.conf}: {@code host}, {@code hostssl} or {@code hostnossl}, and a method. */
    public void admit(String type, String method) {
        String rules = "host all postgres 127.0.0.1/32 trust\n" + type + " all " + USER + " 127.0.0.1/32 " + method
                + "\n" + type + " all " + USER + " ::1/128 " + method + "\n";
        write("data/pg_hba.conf", rules);
        reload();
    }

    public Path write(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.writeString(file, text);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void reload() {
        String before = control.query(RELOADED).get(0);
        control.query("SELECT pg_reload_conf()");
        await().until(() -> !control.query(RELOADED).get(0).equals(before));
    }

    private void writeCertificate(X509Bundle certificate) {
        write("server.pem", certificate.getCertificatePathPEM());
        write("server.key", certificate.getPrivateKeyPEM());
    }

    private static CertificateBuilder server() {
        return new CertificateBuilder().rsa2048().subject("CN=localhost").addSanDnsName("localhost");
    }

    private static X509Bundle build(CertificateBuilder certificate, @Nullable X509Bundle issuer) {
        try {
            return issuer == null ? certificate.buildSelfSigned() : certificate.buildIssuedBy(issuer);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
