package io.twinpath.bootstrap.config;

import io.twinpath.rest.TokenKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder of {@link Key#TOKEN_KEYS}: each {@code *.pem} in it is a key of ES256, private or public. Every method fails with a
 * {@link ConfigException} that names the file and shows nothing of it.
 */
public record TokenKeyFolder(Path folder) {
    private static final Pattern PEM =
            Pattern.compile("\\s*-----BEGIN (PRIVATE|PUBLIC) KEY-----([A-Za-z0-9+/=\\s]+)-----END \\1 KEY-----\\s*");
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

    /** The files by their names, with their text, to tell whether anything has changed. */
    public Map<Path, String> texts() {
        Map<Path, String> texts = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, TokenKeyFolder::isKey)) {
            for (Path file : files) {
                texts.put(file, text(file));
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new ConfigException(
                    Key.TOKEN_KEYS.variable() + " is " + folder + ", which is no folder that can be read; " + cure());
        }
        return texts;
    }

    /** In the order of their names; at least one is private, and the last of those signs. */
    public List<TokenKey> keys(Map<Path, String> texts) {
        List<TokenKey> keys = new ArrayList<>();
        texts.forEach((file, text) -> keys.add(key(file, text)));
        if (keys.stream().noneMatch(TokenKey::signs)) {
            throw new ConfigException(Key.TOKEN_KEYS.variable() + " is " + folder
                    + ", which has no private key in a file *.pem to sign with; " + cure());
        }
        return keys;
    }

    /** The key in that file. */
    public TokenKey key(Path file) {
        return key(file, text(file));
    }

    /** Makes a private key in a file of its own, and the folder where there is none; gives the file. */
    public Path add(Clock clock) throws IOException {
        Files.createDirectories(folder);
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(TokenKey.generate().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        Path whole = folder.resolve(NAME.format(clock.instant()) + ".pem");
        Path unfinished = Files.createTempFile(folder, ".", ".unfinished"); // for its owner alone, and no *.pem yet
        Files.writeString(unfinished, pem);
        return Files.move(unfinished, whole);
    }

    private static boolean isKey(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".pem") && !name.startsWith(".");
    }

    private static String text(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw refusal(file, "is no regular file; take it away or name it otherwise");
            }
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (!text.contains("PUBLIC KEY") && PrivateFile.isOpenToOthers(file)) {
                throw refusal(file, PrivateFile.CURE);
            }
            return text;
        } catch (IOException e) {
            throw refusal(file, "cannot be read by this user; chown it, or take it away");
        }
    }

    private TokenKey key(Path file, String text) {
        Matcher pem = PEM.matcher(text);
        if (!pem.matches()) {
            throw refusal(
                    file,
                    "is neither an unencrypted private key in PKCS #8 PEM (-----BEGIN PRIVATE KEY-----) nor a public one"
                            + " (-----BEGIN PUBLIC KEY-----) and nothing else; openssl pkcs8 -topk8 -nocrypt -in "
                            + file
                            + " -out NEWFILE makes the first of another form");
        }
        try {
            byte[] der = Base64.getDecoder().decode(pem.group(2).replaceAll("\\s", ""));
            KeyFactory factory = KeyFactory.getInstance("EC");
            if (pem.group(1).equals("PUBLIC")) {
                return TokenKey.verifying((ECPublicKey) factory.generatePublic(new X509EncodedKeySpec(der)));
            }
            PrivateKey half = factory.generatePrivate(new PKCS8EncodedKeySpec(der));
            return TokenKey.signing(PublicHalf.of((ECPrivateKey) half), half);
        } catch (IllegalArgumentException | GeneralSecurityException | ArithmeticException e) {
            throw refusal(file, "is damaged, or no key on the curve P-256, which ES256 needs; " + cure());
        }
    }

    private String cure() {
        return "make a key there: twinpath key new " + folder;
    }

    private static ConfigException refusal(Path file, String what) {
        return new ConfigException(Key.TOKEN_KEYS.variable() + " has the file " + file + ", which " + what);
    }
}
