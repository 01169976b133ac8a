package io.twinpath.bootstrap.faults;

import static io.twinpath.bootstrap.faults.Expectation.OUTAGE;
import static io.twinpath.bootstrap.faults.Expectation.UNCOUNTED;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.Tls;
import io.twinpath.bootstrap.TwinpathProcess;
import io.twinpath.bootstrap.faults.FaultCase.Service;
import io.twinpath.persistence.sync.PostgresProxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What befalls the server's name and its certificate. */
final class AddressFaults {
    private static final String NAME_OF_SERVER = "localhost";
    private static final String GROUP = "network";
    private static final String NAME = "db.test";
    private static final String CERTIFICATE = "server.pem";
    private static final String KEY = "server.key";
    private static final X509Bundle CA = authority("CA of the faults");

    private static final Service ENCRYPTED = new Service(200, AddressFaults::encrypted, List.of());
    private static final Service NAMED = new Service(200, AddressFaults::named, List.of());

    private AddressFaults() {}

    static Stream<FaultCase> all() {
        return Stream.of(
                certificate(
                        "expired", server(NAME_OF_SERVER).notAfter(Instant.now().minusSeconds(60)), CA),
                certificate("for another name", server("elsewhere"), CA),
                certificate("by an unknown CA", server(NAME_OF_SERVER), authority("another CA")),
                fault("server without TLS, verify-full")
                        .inject(bed -> {
                            set(bed, "ssl", "off");
                            reconnect(bed);
                        })
                        .end(bed -> set(bed, "ssl", "on"))
                        .on(ENCRYPTED)
                        .expect(OUTAGE),
                fault("name not known, connections reset")
                        .prepare(bed -> {
                            hosts(bed, "127.0.0.1 nobody.test\n");
                            Thread.sleep(1500); // a name is remembered for a second here
                        })
                        .inject(AddressFaults::reconnect)
                        .end(bed -> hosts(bed, "127.0.0.1 " + NAME + "\n"))
                        .on(NAMED)
                        .expect(OUTAGE),
                fault("name moved to another address")
                        .inject(AddressFaults::move)
                        .end(bed -> {
                            hosts(bed, "127.0.0.1 " + NAME + "\n");
                            bed.healNetwork();
                            bed.closeAside();
                        })
                        .on(NAMED)
                        .recovers(Duration.ofSeconds(12))
                        .expect(UNCOUNTED));
    }

    private static FaultCase certificate(String what, CertificateBuilder certificate, X509Bundle issuer) {
        return fault("certificate " + what + ", verify-full")
                .prepare(bed -> show(bed, certificate, issuer))
                .inject(bed -> {
                    bed.server().reload();
                    reconnect(bed);
                })
                .end(bed -> {
                    show(bed, server(NAME_OF_SERVER), CA);
                    bed.server().reload();
                })
                .on(ENCRYPTED)
                .expect(OUTAGE);
    }

    /** The old address answers no more; the service is to find the new one by itself. */
    private static void move(TestBed bed) throws Exception {
        for (PostgresProxy each : List.of(bed.async(), bed.sync())) {
            bed.setAside(new PostgresProxy(
                    bed.database().owner(),
                    new InetSocketAddress("127.0.0.2", each.address().host().port())));
            each.refuse();
            each.cut();
        }
        hosts(bed, "127.0.0.2 " + NAME + "\n");
        Thread.sleep(4000); // by when the new address must be in use
        HttpAnswer answer = HttpConnection.once(
                bed.port(),
                HttpConnection.get("/api/v1/profile", bed.token(bed.users().get(0))),
                Duration.ofSeconds(3));
        if (answer.status() != 200) {
            bed.finding("four seconds after the name moved: " + answer);
        }
    }

    private static Map<String, String> encrypted(TestBed bed) {
        try {
            Path root = write(bed, "ca.pem", CA.getCertificatePEM());
            show(bed, server(NAME_OF_SERVER), CA);
            choose(bed, "ssl_cert_file", bed.folder().resolve(CERTIFICATE).toString());
            choose(bed, "ssl_key_file", bed.folder().resolve(KEY).toString());
            set(bed, "ssl", "on");
            Tls tls = new Tls(Tls.Mode.VERIFY_FULL, Optional.of(root), Optional.empty(), Optional.empty());
            return urls(bed, NAME_OF_SERVER, tls, "&sslrootcert=" + root);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> named(TestBed bed) {
        try {
            hosts(bed, "127.0.0.1 " + NAME + "\n");
            Map<String, String> environment = urls(bed, NAME, Tls.DISABLED, "");
            environment.put(
                    "TWINPATH_JAVA_OPTS",
                    "-Xmx256m -Djdk.net.hosts.file=" + bed.folder().resolve("hosts") + " -Dsun.net.inetaddr.ttl=1");
            return environment;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> urls(TestBed bed, String host, Tls tls, String more) throws IOException {
        Map<String, String> environment = new java.util.HashMap<>();
        for (PostgresProxy each : List.of(bed.async(), bed.sync())) {
            String path = each == bed.async() ? "ASYNC" : "SYNC";
            DatabaseAddress address = each.address()
                    .at(new DatabaseAddress.Host(host, each.address().host().port()))
                    .with(tls);
            Path file = write(bed, path + host + ".url", TwinpathProcess.url(address) + more);
            environment.put("TWINPATH_DATABASE_" + path + "_URL_FILE", file.toString());
        }
        return environment;
    }

    /** From the server's next reload on. */
    private static void show(TestBed bed, CertificateBuilder certificate, X509Bundle issuer) throws Exception {
        X509Bundle shown = certificate.buildIssuedBy(issuer);
        write(bed, CERTIFICATE, shown.getCertificatePathPEM());
        write(bed, KEY, shown.getPrivateKeyPEM());
    }

    private static void set(TestBed bed, String setting, String value) {
        choose(bed, setting, value);
        bed.server().reload();
    }

    private static void choose(TestBed bed, String setting, String value) {
        bed.database().execute("ALTER SYSTEM SET " + setting + " = '" + value + "'");
    }

    private static void reconnect(TestBed bed) {
        bed.async().reset();
        bed.sync().reset();
    }

    private static void hosts(TestBed bed, String lines) throws IOException {
        write(bed, "hosts", lines);
    }

    private static Path write(TestBed bed, String name, String text) throws IOException {
        Path file = bed.folder().resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private static CertificateBuilder server(String name) {
        return new CertificateBuilder()
                .rsa2048()
                .subject("CN=" + name)
                .addSanDnsName(name)
                .notBefore(Instant.now().minus(Duration.ofDays(2)));
    }

    private static X509Bundle authority(String name) {
        try {
            return new CertificateBuilder()
                    .subject("CN=" + name)
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static FaultCase fault(String name) {
        return FaultCase.of(GROUP, name);
    }
}
