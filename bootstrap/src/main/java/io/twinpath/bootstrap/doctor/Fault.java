package io.twinpath.bootstrap.doctor;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Everything that can be named as wrong, with the exit code that says so and a line of advice. */
public enum Fault {
    NO_SUCH_HOST(10, "Mend the host's name, or the machine's name service."),
    PORT_CLOSED(11, "Start PostgreSQL there, or mend the port; listen_addresses must name the interface."),
    PORT_SILENT(12, "Nothing answers: look at firewalls and routes between here and there."),
    NOT_POSTGRESQL(13, "Something else listens there: mend the port."),
    TLS_REFUSED(14, "The server has no TLS: set ssl=on there, or sslmode=prefer here if plain text will do."),
    CERTIFICATE_EXPIRED(15, "Renew the server's certificate."),
    CERTIFICATE_UNKNOWN(16, "Give as sslrootcert the CA that signed the server's certificate."),
    CERTIFICATE_NAME(17, "Use a host name that the server's certificate has, or sslmode=verify-ca."),
    LOGIN_REFUSED(
            18, "Mend user and password; pg_hba.conf must have a line for this user, host and kind of connection."),
    NO_SUCH_DATABASE(19, "Mend the database's name, or create it."),
    CONNECTION_LIMIT(20, "Raise max_connections or the role's limit, or make the pools smaller."),
    PRIVILEGES_MISSING(21, "As the owner: twinpath migrate --grant ROLE"),
    MIGRATIONS_MISSING(22, "As the owner: twinpath migrate"),
    READ_ONLY(23, "Name the primary, or all hosts with target_session_attrs=read-write."),
    OTHER(24, "The server's log may say more.");

    private static final Pattern STATE = Pattern.compile("SQLSTATE (\\w{5})|\\[(28\\w{3}|3D000|53300)]");

    private final int exitCode;
    private final String advice;

    Fault(int exitCode, String advice) {
        this.exitCode = exitCode;
        this.advice = advice;
    }

    public int exitCode() {
        return exitCode;
    }

    public String advice() {
        return advice;
    }

    /** What lies behind a failure of a driver, of TLS or of the network. */
    static Fault of(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(Fault::named)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(OTHER);
    }

    private static Optional<Fault> named(Throwable failure) {
        if (failure instanceof UnknownHostException) {
            return Optional.of(NO_SUCH_HOST);
        }
        if (failure instanceof CertificateExpiredException) {
            return Optional.of(CERTIFICATE_EXPIRED);
        }
        String message = Objects.requireNonNullElse(failure.getMessage(), "");
        if (message.contains("No subject alternative")
                || message.contains("No name matching")
                || message.contains("hostname")) {
            return Optional.of(CERTIFICATE_NAME);
        }
        if (failure instanceof CertPathBuilderException) {
            return Optional.of(CERTIFICATE_UNKNOWN);
        }
        if (failure instanceof CertPathValidatorException && failure.getCause() == null) {
            return Optional.of(CERTIFICATE_UNKNOWN);
        }
        if (message.contains("does not support SSL") || message.contains("SSL connection is required")) {
            return Optional.of(TLS_REFUSED);
        }
        if (failure instanceof ConnectException && !message.contains("timed out")) {
            return Optional.of(PORT_CLOSED);
        }
        if (failure instanceof SocketTimeoutException || failure instanceof TimeoutException) {
            return Optional.of(PORT_SILENT);
        }
        return bySqlState(message);
    }

    private static Optional<Fault> bySqlState(String message) {
        Matcher matcher = STATE.matcher(message);
        if (!matcher.find()) {
            return Optional.empty();
        }
        String state = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
        return switch (state) {
            case "3D000" -> Optional.of(NO_SUCH_DATABASE);
            case "53300" -> Optional.of(CONNECTION_LIMIT);
            case "42501" -> Optional.of(PRIVILEGES_MISSING);
            case "25006" -> Optional.of(READ_ONLY);
            default -> state.startsWith("28") ? Optional.of(LOGIN_REFUSED) : Optional.empty();
        };
    }
}
