package io.twinpath.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenerCertificateTest {
    private static final X509Bundle CA = root();
    private static final X509Bundle EC = by(CA, new CertificateBuilder().ecp256());
    private static final X509Bundle RSA = by(CA, new CertificateBuilder().rsa2048());

    @TempDir
    private Path folder;

    private static X509Bundle root() {
        try {
            return new CertificateBuilder()
                    .ecp256()
                    .subject("CN=root")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static X509Bundle by(X509Bundle issuer, CertificateBuilder certificate) {
        try {
            return certificate.subject("CN=localhost").buildIssuedBy(issuer);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private Path write(String name, String text, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private Optional<ListenerCertificate> configured(String chain, String key, String mode) throws IOException {
        return ListenerCertificate.of(Configuration.load(
                Map.of(
                        "TWINPATH_HTTP_TLS_CERTIFICATE",
                        write("chain.pem", chain, "rw-r--r--").toString(),
                        "TWINPATH_HTTP_TLS_KEY",
                        write("key.pem", key, mode).toString()),
                Optional.empty()));
    }

    private void assertRefused(String chain, String key, String mode, String... words) throws IOException {
        ListenerCertificate certificate = configured(chain, key, mode).orElseThrow();
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(certificate::read)
                .satisfies(refusal ->
                        assertThat(refusal.getMessage()).contains(words).doesNotContain("AAAA"));
    }

    @Test
    void a_chain_and_its_key_are_read() throws IOException {
        for (X509Bundle each : new X509Bundle[] {EC, RSA}) {
            var entry = configured(
                            each.getCertificatePEM() + CA.getCertificatePEM(), each.getPrivateKeyPEM(), "rw-------")
                    .orElseThrow()
                    .read();
            assertThat(entry.getCertificateChain()).containsExactly(each.getCertificate(), CA.getCertificate());
            assertThat(entry.getPrivateKey()).isEqualTo(each.getKeyPair().getPrivate());
        }
    }

    @Test
    void without_both_there_is_no_tls_and_one_alone_is_refused() {
        assertThat(ListenerCertificate.of(Configuration.load(Map.of(), Optional.empty())))
                .isEmpty();
        for (String only : new String[] {"TWINPATH_HTTP_TLS_CERTIFICATE", "TWINPATH_HTTP_TLS_KEY"}) {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(
                            () -> ListenerCertificate.of(Configuration.load(Map.of(only, "/x.pem"), Optional.empty())))
                    .withMessageContaining(only + " is set and ")
                    .withMessageContaining("TLS needs both");
        }
    }

    @Test
    void a_key_that_others_may_read_is_refused() throws IOException {
        assertRefused(
                EC.getCertificatePEM(),
                EC.getPrivateKeyPEM(),
                "rw-r--r--",
                "TWINPATH_HTTP_TLS_KEY names the file " + folder.resolve("key.pem"),
                "chmod 600");
    }

    @Test
    void a_key_of_another_certificate_is_refused() throws IOException {
        assertRefused(
                EC.getCertificatePEM(),
                CA.getPrivateKeyPEM(),
                "rw-------",
                "is not the key of the first certificate that TWINPATH_HTTP_TLS_CERTIFICATE names");
        assertRefused(EC.getCertificatePEM(), RSA.getPrivateKeyPEM(), "rw-------", "of the kind EC");
    }

    @Test
    void a_chain_in_the_wrong_order_is_refused() throws IOException {
        assertRefused(
                CA.getCertificatePEM() + EC.getCertificatePEM(),
                EC.getPrivateKeyPEM(),
                "rw-------",
                "the server's own certificate comes first");
    }

    @Test
    void what_is_no_certificate_or_key_is_refused() throws IOException {
        assertRefused("text", EC.getPrivateKeyPEM(), "rw-------", "TWINPATH_HTTP_TLS_CERTIFICATE names", "PEM");
        assertRefused(EC.getCertificatePEM(), "text", "rw-------", "TWINPATH_HTTP_TLS_KEY names", "PKCS #8");
        assertRefused(
                EC.getCertificatePEM(),
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "rw-------",
                "TWINPATH_HTTP_TLS_KEY names",
                "damaged");
    }

    @Test
    void a_written_file_is_another_version() throws IOException {
        ListenerCertificate certificate = configured(EC.getCertificatePEM(), EC.getPrivateKeyPEM(), "rw-------")
                .orElseThrow();
        Object before = certificate.version();
        assertThat(certificate.version()).isEqualTo(before);
        Files.delete(folder.resolve("key.pem"));
        Object absent = certificate.version();
        assertThat(absent).isNotEqualTo(before);
        write("key.pem", RSA.getPrivateKeyPEM(), "rw-------");
        assertThat(certificate.version()).isNotIn(before, absent);
    }
}
