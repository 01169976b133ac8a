package io.twinpath.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.twinpath.application.datapath.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What both drivers read alike is accepted at start, and all else refused with the parameter's name. */
class CertificatesTest {
    private static final X509Bundle RSA = bundle(new CertificateBuilder().rsa2048());
    private static final X509Bundle EC = bundle(new CertificateBuilder().ecp256());

    @TempDir
    private Path folder;

    private static X509Bundle bundle(CertificateBuilder certificate) {
        try {
            return certificate.subject("CN=app").setIsCertificateAuthority(true).buildSelfSigned();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Path write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static DatabaseAddress read(String parameters) {
        return Addresses.owner(
                Configuration.load(Map.of("DATABASE_URL", "postgresql://app@db/app?" + parameters), Optional.empty()));
    }

    private DatabaseAddress readClient(X509Bundle certificate, String key) throws IOException {
        return read("sslcert=" + write("client.pem", certificate.getCertificatePathPEM()) + "&sslkey="
                + write("client.key", key));
    }

    private static void assertRefused(ThrowingRead read, String... words) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(read::run)
                .satisfies(refusal ->
                        assertThat(refusal.getMessage()).contains(words).doesNotContain("secret", "AAAA"));
    }

    private interface ThrowingRead {
        void run() throws Exception;
    }

    @Test
    void rsa_and_ec_keys_in_pkcs_8_are_accepted() throws IOException {
        for (X509Bundle client : new X509Bundle[] {RSA, EC}) {
            assertThat(readClient(client, client.getPrivateKeyPEM()).tls().key())
                    .isPresent();
        }
    }

    @Test
    void several_roots_with_remarks_between_them_are_accepted() throws IOException {
        Path root = write("root.pem", "one\n" + RSA.getCertificatePEM() + "\nanother\n" + EC.getCertificatePEM());
        assertThat(read("sslmode=verify-full&sslrootcert=" + root).tls().rootCert())
                .contains(root);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n",
                "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
                "secret",
                ""
            })
    void a_key_of_another_form_is_refused_with_the_command_that_mends_it(String key) {
        assertRefused(
                () -> readClient(RSA, key),
                "DATABASE_URL names as sslkey the file " + folder.resolve("client.key"),
                "PKCS #8",
                "openssl pkcs8 -topk8 -nocrypt -in " + folder.resolve("client.key"));
    }

    @Test
    void a_key_with_remarks_before_it_is_refused() {
        assertRefused(() -> readClient(RSA, "a remark\n" + RSA.getPrivateKeyPEM()), "sslkey", "nothing else");
    }

    @Test
    void a_damaged_key_and_one_of_another_kind_are_refused_and_not_shown() {
        assertRefused(
                () -> readClient(RSA, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"),
                "sslkey",
                "damaged");
        assertRefused(() -> readClient(RSA, EC.getPrivateKeyPEM()), "sslkey", "not the key of sslcert");
    }

    @Test
    void a_key_that_only_one_driver_knows_is_refused() {
        X509Bundle edwards = bundle(new CertificateBuilder().algorithm(CertificateBuilder.Algorithm.ed25519));
        assertRefused(() -> readClient(edwards, edwards.getPrivateKeyPEM()), "sslcert", "EdDSA", "RSA and EC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client.p12", "client.PFX", "client.der"})
    void a_key_whose_name_says_another_form_is_refused(String name) {
        assertRefused(
                () -> read("sslcert=" + write("client.pem", RSA.getCertificatePEM()) + "&sslkey="
                        + write(name, RSA.getPrivateKeyPEM())),
                "sslkey",
                ".pem or .key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rw----r--"})
    void a_key_that_is_open_to_others_is_refused(String mode) throws IOException {
        Path cert = write("client.pem", RSA.getCertificatePEM());
        Path key = Files.setPosixFilePermissions(
                write("client.key", RSA.getPrivateKeyPEM()), PosixFilePermissions.fromString(mode));
        assertRefused(() -> read("sslcert=" + cert + "&sslkey=" + key), "sslkey", key.toString(), "chmod 600");
    }

    @Test
    void a_group_may_read_a_key_of_root_s_alone() throws IOException {
        Path cert = write("client.pem", RSA.getCertificatePEM());
        Path key = Files.setPosixFilePermissions(
                write("client.key", RSA.getPrivateKeyPEM()), PosixFilePermissions.fromString("rw-r-----"));
        ThrowingRead read = () -> read("sslcert=" + cert + "&sslkey=" + key);
        if (Files.getAttribute(key, "unix:uid").equals(0)) {
            assertThat(read("sslcert=" + cert + "&sslkey=" + key).tls().key()).contains(key);
        } else {
            assertRefused(read, "sslkey", "chmod 600");
        }
    }

    @Test
    void a_client_certificate_goes_with_a_root_of_its_own() throws IOException {
        Path cert = write("client.pem", RSA.getCertificatePEM());
        Path key = write("client.key", RSA.getPrivateKeyPEM());
        assertRefused(
                () -> read("sslmode=verify-full&sslrootcert=system&sslcert=" + cert + "&sslkey=" + key),
                "DATABASE_URL has sslcert with sslrootcert=system",
                "sslrootcert=FILE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sslmode=verify-full&sslrootcert=", "sslkey=/dev/null&sslcert="})
    void what_is_no_certificate_in_pem_is_refused(String parameters) throws IOException {
        String parameter = parameters.replaceFirst(".*&(\\w+)=", "$1");
        assertRefused(() -> read(parameters + folder), parameter, folder + ", which is no regular file");
        assertRefused(() -> read(parameters + "/dev/null"), parameter, "/dev/null, which is no regular file");
        assertRefused(() -> read(parameters + folder.resolve("absent")), parameter, "absent, which cannot be read");
        Path der = folder.resolve("der");
        Files.write(der, Base64.getMimeDecoder().decode(RSA.getCertificatePEM().replaceAll("-----.*-----", "")));
        for (Path file : new Path[] {
            der,
            write("empty", ""),
            write("text", "secret"),
            write("key", RSA.getPrivateKeyPEM()),
            write("damaged", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
        }) {
            assertRefused(() -> read(parameters + file), parameter, file + ", which is not a certificate in PEM");
        }
    }
}
