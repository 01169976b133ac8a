package io.twinpath.bootstrap.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The certificate that the listeners show, with its key: two PEM files, which may be replaced at any time. */
public final class ListenerCertificate {
    private static final Key CERTIFICATE = Key.HTTP_TLS_CERTIFICATE;
    private static final Key KEY = Key.HTTP_TLS_KEY;

    private final PemFile certificate;
    private final PemFile key;

    private ListenerCertificate(PemFile certificate, PemFile key) {
        this.certificate = certificate;
        this.key = key;
    }

    /** Empty where there is to be no TLS; fails with a {@link ConfigException} where only one of the two is configured. */
    public static Optional<ListenerCertificate> of(Configuration configuration) {
        Optional<PemFile> certificate = file(configuration, CERTIFICATE);
        Optional<PemFile> key = file(configuration, KEY);
        if (certificate.isPresent() != key.isPresent()) {
            Key missing = certificate.isPresent() ? KEY : CERTIFICATE;
            throw new ConfigException((certificate.isPresent() ? CERTIFICATE : KEY).variable() + " is set and "
                    + missing.variable() + " is not: TLS needs both; missing is " + missing.meaning());
        }
        return certificate.flatMap(chain -> key.map(secret -> new ListenerCertificate(chain, secret)));
    }

    /** Reads both files; fails with a {@link ConfigException} where they cannot be used. */
    public KeyStore.PrivateKeyEntry read() {
        List<X509Certificate> chain = certificate.certificates();
        PrivateKey secret = key.privateKey(certificate.algorithm(), CERTIFICATE.variable());
        if (!belong(chain.get(0), secret)) {
            throw key.refusal("is not the key of the first certificate that " + CERTIFICATE.variable()
                    + " names; the server's own certificate comes first, then those that signed it");
        }
        return new KeyStore.PrivateKeyEntry(secret, chain.toArray(X509Certificate[]::new));
    }

    /** What differs once a file was replaced or written; of no other meaning. */
    public Object version() {
        return List.of(version(certificate.path()), version(key.path()));
    }

    private static Map<String, String> version(Path path) {
        Map<String, String> version = new TreeMap<>();
        try {
            Files.readAttributes(path, "lastModifiedTime,size,fileKey")
                    .forEach((name, value) -> version.put(name, String.valueOf(value)));
        } catch (IOException e) {
            version.put("absent", "true");
        }
        return version;
    }

    private static Optional<PemFile> file(Configuration configuration, Key key) {
        return configuration
                .find(key)
                .map(name -> new PemFile(key.variable() + " names", FilePath.of(key.variable(), name)));
    }

    /** What one signs the other verifies. */
    private static boolean belong(X509Certificate certificate, PrivateKey key) {
        try {
            Signature signature =
                    Signature.getInstance("SHA256with" + (key.getAlgorithm().equals("EC") ? "ECDSA" : "RSA"));
            signature.initSign(key);
            signature.update(certificate.getSignature());
            byte[] signed = signature.sign();
            signature.initVerify(certificate.getPublicKey());
            signature.update(certificate.getSignature());
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
