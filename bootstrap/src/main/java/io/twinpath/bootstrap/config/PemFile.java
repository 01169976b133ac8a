package io.twinpath.bootstrap.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file with certificates or a key in it.
 *
 * @param named what named it, for messages: {@code DATABASE_URL names as sslkey}
 */
record PemFile(String named, Path path) {
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";
    private static final Pattern KEY =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");
    private static final Set<String> ALGORITHMS = Set.of("RSA", "EC");

    /** One or several, in their order. */
    List<X509Certificate> certificates() {
        String pem = text();
        try {
            Collection<? extends Certificate> all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)));
            if (pem.contains(CERTIFICATE) && !all.isEmpty()) {
                return all.stream().map(X509Certificate.class::cast).toList();
            }
        } catch (CertificateException e) {
            // refused below, as a file without any is
        }
        throw refusal("is not a certificate in PEM, or several (" + CERTIFICATE + ")");
    }

    /** What the first certificate's key is: RSA or EC. */
    String algorithm() {
        String algorithm = certificates().get(0).getPublicKey().getAlgorithm();
        if (!ALGORITHMS.contains(algorithm)) {
            throw refusal("is for a key of the kind " + algorithm + "; accepted are RSA and EC");
        }
        return algorithm;
    }

    /**
     * An unencrypted key, which only its owner may read.
     *
     * @param certificate what named that, for messages
     */
    PrivateKey privateKey(String algorithm, String certificate) {
        String pem = text();
        requirePrivate();
        Matcher matcher = KEY.matcher(pem);
        if (!matcher.matches()) {
            throw refusal(
                    "is not an unencrypted key in PKCS #8 PEM (-----BEGIN PRIVATE KEY-----) and nothing else; make"
                            + " one: openssl pkcs8 -topk8 -nocrypt -in " + path + " -out NEWFILE");
        }
        try {
            byte[] key = Base64.getDecoder().decode(matcher.group(1).replaceAll("\\s", ""));
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw refusal("is damaged, or not the key of " + certificate + ", which is of the kind " + algorithm);
        }
    }

    ConfigException refusal(String what) {
        return new ConfigException(named + " the file " + path + ", which " + what);
    }

    private void requirePrivate() {
        try {
            if (PrivateFile.isOpenToOthers(path)) {
                throw refusal(PrivateFile.CURE);
            }
        } catch (IOException e) {
            throw refusal("cannot be read");
        }
    }

    private String text() {
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw refusal("is no regular file");
        }
        try {
            return Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw refusal("cannot be read");
        }
    }
}
