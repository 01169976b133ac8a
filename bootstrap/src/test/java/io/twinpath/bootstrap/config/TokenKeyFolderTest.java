package io.twinpath.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.pkitesting.CertificateBuilder;
import io.twinpath.rest.TokenKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenKeyFolderTest {
    private static final KeyPair PAIR = TokenKey.generate();
    private static final String PRIVATE = pem("PRIVATE KEY", PAIR.getPrivate());
    private static final String PUBLIC = pem("PUBLIC KEY", PAIR.getPublic());
    private static final String ID =
            TokenKey.verifying((ECPublicKey) PAIR.getPublic()).id();

    @TempDir
    private Path folder;

    private static String pem(String what, Key key) {
        return pem(what, key.getEncoded());
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + what
                + "-----\n";
    }

    private Path write(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private List<TokenKey> read() {
        TokenKeyFolder keys = new TokenKeyFolder(folder);
        return keys.keys(keys.texts());
    }

    private void assertRefused(String... words) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(this::read)
                .satisfies(refusal -> assertThat(refusal.getMessage())
                        .startsWith("TWINPATH_TOKEN_KEYS ")
                        .contains(words)
                        .doesNotContain(
                                "secret", "AAAA", PRIVATE.lines().toList().get(1)));
    }

    @RepeatedTest(8) // half of all keys have the other of the two values of y
    void the_public_half_of_a_private_key_is_found() throws GeneralSecurityException {
        KeyPair pair = TokenKey.generate();
        assertThat(PublicHalf.of((ECPrivateKey) pair.getPrivate()).getW())
                .isEqualTo(((ECPublicKey) pair.getPublic()).getW());
    }

    @Test
    void private_and_public_keys_are_read_in_the_order_of_their_names() throws IOException {
        write("b.pem", PRIVATE);
        write("a.pem", pem("PUBLIC KEY", TokenKey.generate().getPublic()));
        assertThat(read()).extracting(TokenKey::signs).containsExactly(false, true);
        assertThat(read().get(1).id()).isEqualTo(ID);
    }

    @Test
    void the_id_of_a_key_is_that_of_its_public_half() throws IOException {
        write("a.pem", PUBLIC);
        write("b.pem", PRIVATE);
        assertThat(read()).extracting(TokenKey::id).containsExactly(ID, ID);
    }

    @Test
    void a_key_as_openssl_writes_it_with_its_public_half_is_read() throws IOException {
        byte[] publicHalf = PAIR.getPublic().getEncoded();
        String point = HexFormat.of().formatHex(publicHalf, publicHalf.length - 65, publicHalf.length);
        String der = "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420"
                + "%064x".formatted(((ECPrivateKey) PAIR.getPrivate()).getS()) + "a144034200" + point;
        write("a.pem", pem("PRIVATE KEY", HexFormat.of().parseHex(der)));
        assertThat(read()).singleElement().extracting(TokenKey::id).isEqualTo(ID);
    }

    @Test
    void other_files_and_hidden_ones_are_not_looked_at() throws IOException {
        write("a.pem", PRIVATE);
        write("README", "secret");
        write(".half-written.pem", "secret");
        Files.createDirectory(folder.resolve("..data"));
        assertThat(read()).hasSize(1);
    }

    @Test
    void a_new_key_is_for_its_owner_alone_and_named_by_its_time() throws IOException {
        TokenKeyFolder keys = new TokenKeyFolder(folder.resolve("not/there/yet"));
        Path file = keys.add(Clock.fixed(Instant.parse("2026-05-06T07:08:09.123Z"), ZoneOffset.UTC));
        assertThat(file).isEqualTo(keys.folder().resolve("20260506T070809123Z.pem"));
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(keys.keys(keys.texts()))
                .singleElement()
                .satisfies(key -> assertThat(key.id()).isEqualTo(keys.key(file).id()));
        assertThat(keys.folder()).isDirectoryContaining(each -> each.equals(file));
        try (var files = Files.list(keys.folder())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_folder_without_a_key_that_signs_is_refused_with_the_command_that_makes_one() throws IOException {
        assertRefused(folder.toString(), "no private key", "twinpath key new " + folder);
        write("a.pem", PUBLIC);
        assertRefused(folder.toString(), "no private key", "twinpath key new " + folder);
    }

    @Test
    void a_folder_that_is_none_is_refused() throws IOException {
        for (Path none : List.of(folder.resolve("absent"), write("file", "secret"))) {
            assertThatExceptionOfType(ConfigException.class)
                    .isThrownBy(() -> new TokenKeyFolder(none).texts())
                    .withMessage("TWINPATH_TOKEN_KEYS is " + none
                            + ", which is no folder that can be read; make a key there: twinpath key new " + none);
        }
    }

    @Test
    void a_folder_named_as_a_key_is_refused() throws IOException {
        Files.createDirectory(folder.resolve("a.pem"));
        assertRefused(folder.resolve("a.pem").toString(), "no regular file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rw----r--"})
    void a_private_key_that_is_open_to_others_is_refused_and_a_public_one_is_not(String mode) throws IOException {
        write("a.pem", PRIVATE);
        Path file = write("b.pem", PUBLIC);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        assertThat(read()).hasSize(2);
        write("b.pem", PRIVATE);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
        assertRefused(file.toString(), "open to others", "chmod 600");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PUBLIC KEY-----\n",
                "secret",
                ""
            })
    void a_key_of_another_form_is_refused_with_the_command_that_mends_it(String text) throws IOException {
        write("a.pem", PRIVATE);
        Path file = write("b.pem", text);
        assertRefused(file.toString(), "PKCS #8", "openssl pkcs8 -topk8 -nocrypt -in " + file);
    }

    @Test
    void two_keys_in_one_file_are_refused() throws IOException {
        Path file = write("a.pem", PUBLIC + PRIVATE);
        assertRefused(file.toString(), "and nothing else");
    }

    @Test
    void damaged_keys_and_those_of_other_kinds_are_refused() throws Exception {
        KeyPairGenerator p384 = KeyPairGenerator.getInstance("EC");
        p384.initialize(new ECGenParameterSpec("secp384r1"));
        KeyPair other = p384.generateKeyPair();
        var rsa = new CertificateBuilder()
                .subject("CN=app")
                .rsa2048()
                .setIsCertificateAuthority(true)
                .buildSelfSigned();
        for (String text : List.of(
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
                "-----BEGIN PUBLIC KEY-----\nAAA\n-----END PUBLIC KEY-----\n",
                pem("PRIVATE KEY", other.getPrivate()),
                pem("PUBLIC KEY", other.getPublic()),
                pem("PUBLIC KEY", rsa.getKeyPair().getPublic()),
                pem("PRIVATE KEY", rsa.getKeyPair().getPrivate()))) {
            Path file = write("a.pem", text);
            assertRefused(file.toString(), "damaged, or no key on the curve P-256", "twinpath key new " + folder);
        }
    }
}
