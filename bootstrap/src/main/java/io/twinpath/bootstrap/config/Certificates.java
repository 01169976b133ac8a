package io.twinpath.bootstrap.config;

import io.twinpath.application.datapath.Tls;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Refuses at start the certificates and keys that the drivers would read apart, or not at all. */
final class Certificates {
    private static final Pattern OTHER_FORM = Pattern.compile("(?i)\\.(p12|pfx|der)$");

    private final String name;

    private Certificates(String name) {
        this.name = name;
    }

    /** @param name of the variable that the files came from, for messages */
    static void check(String name, Tls tls) {
        Certificates certificates = new Certificates(name);
        tls.rootCert().ifPresent(file -> certificates.file("sslrootcert", file).certificates());
        tls.cert().ifPresent(file -> certificates.checkClient(tls, file));
    }

    private void checkClient(Tls tls, Path file) {
        if (tls.mode().verifies() && tls.rootCert().isEmpty()) {
            throw new ConfigException(name + " has sslcert with sslrootcert=system, where the sync path could not show"
                    + " it; give sslrootcert=FILE (PEM)");
        }
        String algorithm = file("sslcert", file).algorithm();
        tls.key().ifPresent(key -> checkKey(file("sslkey", key), algorithm));
    }

    private static void checkKey(PemFile key, String algorithm) {
        key.privateKey(algorithm, "sslcert");
        if (OTHER_FORM.matcher(key.path().toString()).find()) {
            throw key.refusal("the sync path would take for another form by its name; name it .pem or .key");
        }
    }

    private PemFile file(String parameter, Path path) {
        return new PemFile(name + " names as " + parameter, path);
    }
}
