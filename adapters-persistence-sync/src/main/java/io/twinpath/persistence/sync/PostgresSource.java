package io.twinpath.persistence.sync;

import static java.util.stream.Collectors.joining;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.DatabaseAddress.Host;
import io.twinpath.application.datapath.Tls;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.TreeMap;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/**
 * pgjdbc told in typed options where the database is; never by a URL, which it would read in its own way. It knows passwords
 * and keys as they are at the time.
 */
final class PostgresSource {
    private PostgresSource() {}

    static PGSimpleDataSource of(DatabaseAddress address, String applicationName) {
        return of(address, applicationName, Map.of());
    }

    /** @param limits settings of the session besides those of the address */
    static PGSimpleDataSource of(DatabaseAddress address, String applicationName, Map<String, String> limits) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(address.hosts().stream().map(Host::name).toArray(String[]::new));
        source.setPortNumbers(address.hosts().stream().mapToInt(Host::port).toArray());
        source.setTargetServerType(address.writable() ? "primary" : "any");
        source.setHostRecheckSeconds(0); // what a host was ten seconds ago says nothing after a failover
        source.setDatabaseName(address.database());
        source.setUser(address.user());
        source.setPassword(address.password());
        source.setApplicationName(address.applicationName(applicationName));
        source.setConnectTimeout((int) Math.max(1, address.connectTimeout().toSeconds()));
        source.setLoginTimeout(loginSeconds(address));
        source.setTcpKeepAlive(true);
        source.setLogServerErrorDetail(false);
        source.setOptions(options(address.settings(), limits));
        secure(source, address.tls());
        return source;
    }

    private static int loginSeconds(DatabaseAddress address) {
        return (int) address.connectionTimeout().toSeconds();
    }

    private static void secure(PGSimpleDataSource source, Tls tls) {
        source.setSslMode(tls.mode().code());
        tls.rootCert().ifPresent(file -> source.setSslRootCert(file.toString()));
        // An empty name keeps pgjdbc from files of its own choice in the home folder
        source.setSslCert(tls.cert().map(Path::toString).orElse(""));
        source.setSslKey(tls.key().map(Path::toString).orElse(""));
        tls.cert().ifPresent(file -> source.setPemKeyAlgorithm(keyAlgorithm(file)));
        if (tls.mode().verifies() && tls.rootCert().isEmpty()) {
            source.setSslfactory(DefaultJavaSSLFactory.class.getName());
        }
    }

    /** The command line of a server process, where blanks and backslashes are escaped. */
    private static String options(Map<String, String> settings, Map<String, String> limits) {
        Map<String, String> all = new TreeMap<>(settings);
        all.putAll(limits);
        return all.entrySet().stream()
                .map(each -> "-c " + each.getKey() + "=" + each.getValue().replaceAll("([\\\\\\s])", "\\\\$1"))
                .collect(joining(" "));
    }

    /** pgjdbc must be told what kind of key a file holds. */
    private static String keyAlgorithm(Path certificate) {
        try (InputStream in = Files.newInputStream(certificate)) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(in)
                    .getPublicKey()
                    .getAlgorithm();
        } catch (IOException | CertificateException e) {
            return "RSA"; // pgjdbc reads the file next, and says what is wrong with it
        }
    }
}
