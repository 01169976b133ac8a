package io.twinpath.bootstrap.config;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whose URL it is: the same word means different things to different tools. */
enum UrlDialect {
    LIBPQ(
            List.of("postgresql://", "postgres://", "postgresql+psycopg2://", "postgresql+psycopg://"),
            Map.ofEntries(
                    Map.entry("host", Parameter.HOST),
                    Map.entry("port", Parameter.PORT),
                    Map.entry("dbname", Parameter.DATABASE),
                    Map.entry("connect_timeout", Parameter.CONNECT_TIMEOUT),
                    Map.entry("application_name", Parameter.APPLICATION_NAME),
                    Map.entry("target_session_attrs", Parameter.TARGET))),
    ASYNCPG(
            List.of("postgresql+asyncpg://"),
            Map.of(
                    "host", Parameter.HOST,
                    "port", Parameter.PORT,
                    "database", Parameter.DATABASE,
                    "timeout", Parameter.CONNECT_TIMEOUT,
                    "connect_timeout", Parameter.CONNECT_TIMEOUT,
                    "application_name", Parameter.APPLICATION_NAME,
                    "target_session_attrs", Parameter.TARGET)),
    JDBC(
            List.of("jdbc:postgresql://"),
            Map.of(
                    "connectTimeout", Parameter.CONNECT_TIMEOUT,
                    "ApplicationName", Parameter.APPLICATION_NAME,
                    "targetServerType", Parameter.TARGET)),
    R2DBC(
            List.of("r2dbc:postgresql://"),
            Map.of(
                    "sslMode", Parameter.SSLMODE,
                    "sslRootCert", Parameter.SSLROOTCERT,
                    "sslCert", Parameter.SSLCERT,
                    "sslKey", Parameter.SSLKEY,
                    "schema", Parameter.SEARCH_PATH,
                    "connectTimeout", Parameter.CONNECT_TIMEOUT,
                    "applicationName", Parameter.APPLICATION_NAME,
                    "targetServerType", Parameter.TARGET));

    /** What a parameter says, whatever a dialect calls it. */
    enum Parameter {
        HOST,
        PORT,
        DATABASE,
        USER,
        PASSWORD,
        SSL,
        SSLMODE,
        SSLROOTCERT,
        SSLCERT,
        SSLKEY,
        CONNECT_TIMEOUT,
        APPLICATION_NAME,
        OPTIONS,
        SEARCH_PATH,
        TARGET
    }

    private static final Map<String, Parameter> COMMON = Map.of(
            "user", Parameter.USER,
            "password", Parameter.PASSWORD,
            "ssl", Parameter.SSL,
            "sslmode", Parameter.SSLMODE,
            "sslrootcert", Parameter.SSLROOTCERT,
            "sslcert", Parameter.SSLCERT,
            "sslkey", Parameter.SSLKEY,
            "options", Parameter.OPTIONS,
            "search_path", Parameter.SEARCH_PATH,
            "currentSchema", Parameter.SEARCH_PATH);

    @SuppressWarnings("ImmutableEnumChecker") // it is of List.of, and likewise the map
    private final List<String> schemes;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<String, Parameter> parameters;

    UrlDialect(List<String> schemes, Map<String, Parameter> parameters) {
        this.schemes = schemes;
        this.parameters = parameters;
    }

    static Optional<UrlDialect> of(String url) {
        return Arrays.stream(values())
                .filter(each -> each.scheme(url).isPresent())
                .findFirst();
    }

    static List<String> allSchemes() {
        return Arrays.stream(values()).flatMap(each -> each.schemes.stream()).toList();
    }

    Optional<String> scheme(String url) {
        return schemes.stream().filter(url::startsWith).findFirst();
    }

    /** Every parameter by its name, in the order of the alphabet. */
    Map<String, Parameter> parameters() {
        Map<String, Parameter> all = new TreeMap<>(COMMON);
        all.putAll(parameters);
        return all;
    }

    /** What {@code ssl=true} asks for: encryption of libpq, a verified server of the others. */
    String sslTrue() {
        return this == LIBPQ ? "require" : "verify-full";
    }
}
