package io.twinpath.bootstrap.config;

import io.twinpath.application.datapath.Tls;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
                    Map.entry("target_session_attrs", Parameter.TARGET)),
            Map.of("true", Tls.Mode.REQUIRE)),
    ASYNCPG(
            List.of("postgresql+asyncpg://"),
            Map.of(
                    "host", Parameter.HOST,
                    "port", Parameter.PORT,
                    "database", Parameter.DATABASE,
                    "timeout", Parameter.CONNECT_TIMEOUT,
                    "connect_timeout", Parameter.CONNECT_TIMEOUT,
                    "application_name", Parameter.APPLICATION_NAME,
                    "target_session_attrs", Parameter.TARGET),
            Map.of("true", Tls.Mode.VERIFY_FULL, "false", Tls.Mode.DISABLE)),
    JDBC(
            List.of("jdbc:postgresql://"),
            Map.of(
                    "connectTimeout", Parameter.CONNECT_TIMEOUT,
                    "ApplicationName", Parameter.APPLICATION_NAME,
                    "targetServerType", Parameter.TARGET),
            Map.of("true", Tls.Mode.VERIFY_FULL, "false", Tls.Mode.PREFER)),
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
                    "targetServerType", Parameter.TARGET),
            Map.of("true", Tls.Mode.VERIFY_FULL, "false", Tls.Mode.DISABLE));

    /** What a parameter says, whatever a dialect calls it. */
    enum Parameter {
        HOST("host", "PGHOST"),
        PORT("port", "PGPORT"),
        DATABASE("database", "PGDATABASE"),
        USER("user", "PGUSER"),
        PASSWORD("password", "PGPASSWORD"),
        SSL("ssl", null),
        SSLMODE("sslmode", "PGSSLMODE"),
        SSLROOTCERT("sslrootcert", "PGSSLROOTCERT"),
        SSLCERT("sslcert", "PGSSLCERT"),
        SSLKEY("sslkey", "PGSSLKEY"),
        CONNECT_TIMEOUT("connect_timeout", "PGCONNECT_TIMEOUT"),
        APPLICATION_NAME("application_name", "PGAPPNAME"),
        OPTIONS("options", "PGOPTIONS"),
        SEARCH_PATH("search_path", null),
        TARGET("target_session_attrs", "PGTARGETSESSIONATTRS");

        private final String word;
        private final @Nullable String variable;

        Parameter(String word, @Nullable String variable) {
            this.word = word;
            this.variable = variable;
        }

        /** As libpq calls it. */
        String word() {
            return word;
        }

        /** Of the environment, where libpq looks for what a URL leaves out. */
        Optional<String> variable() {
            return Optional.ofNullable(variable);
        }
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

    @SuppressWarnings("ImmutableEnumChecker") // it is of List.of, and likewise the maps
    private final List<String> schemes;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<String, Parameter> parameters;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Map<String, Tls.Mode> ssl;

    UrlDialect(List<String> schemes, Map<String, Parameter> parameters, Map<String, Tls.Mode> ssl) {
        this.schemes = schemes;
        this.parameters = parameters;
        this.ssl = ssl;
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

    /** The {@code sslmode} that a value of {@code ssl} stands for: asyncpg takes the words of that one as well. */
    Optional<Tls.Mode> ssl(String value) {
        return Optional.ofNullable(ssl.get(value)).or(() -> this == ASYNCPG ? Tls.Mode.find(value) : Optional.empty());
    }

    /** For messages: every value of {@code ssl}. */
    String sslValues() {
        return (ssl.containsKey("false") ? "true, false" : "true") + (this == ASYNCPG ? ", " + Tls.Mode.all() : "");
    }

    /** The Java drivers look at {@code ssl} only where there is no {@code sslmode}. */
    boolean sslmodeWins() {
        return this == JDBC || this == R2DBC;
    }
}
