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
    NO_SUCH_HOST(10, "its name is not known here", "Mend the host's name, or the machine's name service."),
    PORT_CLOSED(
            11,
            "nothing listens on that port",
            "Start PostgreSQL there, or mend the port; listen_addresses must name the interface."),
    PORT_SILENT(
            12,
            "no answer in time",
            "Look at firewalls and routes between here and there, and whether the server hangs."),
    NOT_POSTGRESQL(13, "what listens there is no PostgreSQL", "Mend the port."),
    TLS_REFUSED(
            14,
            "the server has no TLS, which sslmode asks for",
            "Set ssl=on on the server, or sslmode=prefer here if plain text will do."),
    CERTIFICATE_EXPIRED(15, "the server's certificate has expired", "Renew it."),
    CERTIFICATE_UNKNOWN(
            16,
            "the server's certificate is by a CA that is not trusted here",
            "Give as sslrootcert the CA that signed the server's certificate."),
    CERTIFICATE_NAME(
            17,
            "the server's certificate is for another host name",
            "Use a host name that the certificate has, or sslmode=verify-ca."),
    LOGIN_REFUSED(
            18,
            "the server refused the log-in",
            "Mend user and password; pg_hba.conf must have a line for this user, host and kind of connection."),
    NO_SUCH_DATABASE(19, "the server has no such database", "Mend the database's name, or create it."),
    CONNECTION_LIMIT(
            20,
            "the server has no connection left",
            "Raise max_connections or the role's limit, or make the pools smaller."),
    PRIVILEGES_MISSING(21, "the role may not read and write the tables", "As the owner: twinpath migrate --grant ROLE"),
    MIGRATIONS_MISSING(22, "the schema is not up to date", "As the owner: twinpath migrate"),
    READ_ONLY(23, "the server is read-only", "Name the primary, or all hosts with target_session_attrs=read-write."),
    OTHER(24, "no connection could be made", "The server's log may say more.");

    private static final Pattern STATE = Pattern.compile("SQLSTATE (\\w{5})|\\[(28\\w{3}|3D000|53300)]");

    private final int exitCode;
    private final String meaning;
    private final String advice;

    Fault(int exitCode, String meaning, String advice) {
        this.exitCode = exitCode;
        this.meaning = meaning;
        this.advice = advice;
    }

    public int exitCode() {
        return exitCode;
    }

    /** What is wrong, in words that go on with a host's name. */
    public String meaning() {
        return meaning;
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
                .orElseGet(() -> isTimeout(deepest(failure)) ? PORT_SILENT : OTHER);
    }

    /** What went wrong before all else: a driver's own failure below those of its pool. */
    static Throwable deepest(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).reduce(failure, (above, below) -> below);
    }

    private static boolean isTimeout(Throwable failure) {
        return failure instanceof SocketTimeoutException
                || failure instanceof TimeoutException
                || Objects.requireNonNullElse(failure.getMessage(), "").contains("timed out");
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
                || message.contains("could not be verified")) {
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
        if (failure instanceof ConnectException) {
            return Optional.of(message.contains("refused") ? PORT_CLOSED : PORT_SILENT);
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
