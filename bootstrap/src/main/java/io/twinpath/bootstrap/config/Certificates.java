package io.twinpath.bootstrap.config;

import io.twinpath.application.datapath.Tls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses at start the certificates and keys that the drivers would read apart, or not at all. */
final class Certificates {
    private static final String CERTIFICATE = "-----BEGIN CERTIFICATE-----";
    private static final Pattern KEY =
            Pattern.compile("\\s*-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----\\s*");
    private static final Pattern OTHER_FORM = Pattern.compile("(?i)\\.(p12|pfx|der)$");
    private static final Set<String> ALGORITHMS = Set.of("RSA", "EC");

    private final String name;

    private Certificates(String name) {
        this.name = name;
    }

    /** @param name of the variable that the files came from, for messages */
    static void check(String name, Tls tls) {
        Certificates certificates = new Certificates(name);
        tls.rootCert().ifPresent(file -> certificates.read("sslrootcert", file));
        tls.cert().ifPresent(file -> certificates.checkClient(tls, file));
    }

    private void checkClient(Tls tls, Path file) {
        if (tls.mode().verifies() && tls.rootCert().isEmpty()) {
            throw new ConfigException(name + " has sslcert with sslrootcert=system, where the sync path could not show"
                    + " it; give sslrootcert=FILE (PEM)");
        }
        String algorithm =
                read("sslcert", file).iterator().next().getPublicKey().getAlgorithm();
        if (!ALGORITHMS.contains(algorithm)) {
            throw refusal("sslcert", file, "is for a key of the kind " + algorithm + "; accepted are RSA and EC");
        }
        tls.key().ifPresent(key -> checkKey(key, algorithm));
    }

    private Collection<? extends Certificate> read(String parameter, Path file) {
        String pem = text(parameter, file);
        try {
            Collection<? extends Certificate> all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)));
            if (pem.contains(CERTIFICATE) && !all.isEmpty()) {
                return all;
            }
        } catch (CertificateException e) {
            // refused below, as a file without any is
        }
        throw refusal(parameter, file, "is not a certificate in PEM, or several (" + CERTIFICATE + ")");
    }

    private void checkKey(Path file, String algorithm) {
        String pem = text("sslkey", file);
        requirePrivate(file);
        if (OTHER_FORM.matcher(file.toString()).find()) {
            throw refusal(
                    "sslkey", file, "the sync path would take for another form by its name; name it .pem or .key");
        }
        Matcher matcher = KEY.matcher(pem);
        if (!matcher.matches()) {
            throw refusal(
                    "sslkey",
                    file,
                    "is not an unencrypted key in PKCS #8 PEM (-----BEGIN PRIVATE KEY-----) and nothing else; make one: "
                            + "openssl pkcs8 -topk8 -nocrypt -in " + file + " -out NEWFILE");
        }
        try {
            byte[] key = Base64.getDecoder().decode(matcher.group(1).replaceAll("\\s", ""));
            KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw refusal("sslkey", file, "is damaged, or not the key of sslcert, which is of the kind " + algorithm);
        }
    }

    private void requirePrivate(Path file) {
        try {
            if (PrivateFile.isOpenToOthers(file)) {
                throw refusal("sslkey", file, PrivateFile.CURE);
            }
        } catch (IOException e) {
            throw refusal("sslkey", file, "cannot be read");
        }
    }

    private String text(String parameter, Path file) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw refusal(parameter, file, "is no regular file");
        }
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw refusal(parameter, file, "cannot be read");
        }
    }

    private ConfigException refusal(String parameter, Path file, String what) {
        return new ConfigException(name + " names as " + parameter + " the file " + file + ", which " + what);
    }
}
