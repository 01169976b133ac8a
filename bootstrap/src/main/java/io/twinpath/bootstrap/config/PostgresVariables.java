package io.twinpath.bootstrap.config;

import io.twinpath.bootstrap.config.UrlDialect.Parameter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code PGHOST} and its like (PostgreSQL documentation, section 34.15). An empty one is as good as none. One that would
 * change what a connection is, and that not both drivers can honour, is refused rather than ignored.
 */
final class PostgresVariables {
    /** Each with the values that ask for nothing more than what both drivers do. */
    private static final Map<String, Set<String>> NOT_HONOURED = new TreeMap<>(Map.ofEntries(
            Map.entry("PGCHANNELBINDING", Set.of("prefer")),
            Map.entry("PGDATESTYLE", Set.of()),
            Map.entry("PGGEQO", Set.of()),
            Map.entry("PGGSSENCMODE", Set.of("disable", "prefer")),
            Map.entry("PGHOSTADDR", Set.of()),
            Map.entry("PGLOADBALANCEHOSTS", Set.of("disable")),
            Map.entry("PGMINPROTOCOLVERSION", Set.of("3.0")),
            Map.entry("PGREQUIREAUTH", Set.of()),
            Map.entry("PGREQUIRESSL", Set.of("0")),
            Map.entry("PGSERVICE", Set.of()),
            Map.entry("PGSSLCERTMODE", Set.of("allow")),
            Map.entry("PGSSLCRL", Set.of()),
            Map.entry("PGSSLCRLDIR", Set.of()),
            Map.entry("PGSSLMAXPROTOCOLVERSION", Set.of("TLSv1.3")),
            Map.entry("PGSSLMINPROTOCOLVERSION", Set.of("TLSv1.2")),
            Map.entry("PGSSLNEGOTIATION", Set.of("postgres")),
            Map.entry("PGSSLSNI", Set.of("1")),
            Map.entry("PGTZ", Set.of())));

    private final Map<String, String> environment;

    PostgresVariables(Map<String, String> environment) {
        this.environment = environment;
        NOT_HONOURED.forEach((variable, harmless) -> value(variable)
                .filter(value -> !harmless.contains(value))
                .ifPresent(value -> {
                    throw notHonoured(variable, "unset it" + (harmless.isEmpty() ? "" : or(harmless)));
                }));
    }

    /** What the environment says for a parameter that a URL leaves out. */
    Optional<Given> find(Parameter parameter) {
        return parameter
                .variable()
                .flatMap(variable ->
                        value(variable).map(value -> Given.of(parameter, variable, parameter.word(), value)));
    }

    /** libpq looks for a password there when it is told none; the drivers do not. */
    void refusePasswordFile() {
        if (value("PGPASSFILE").isPresent()) {
            throw notHonoured("PGPASSFILE", "unset it, or give the password in the URL or in PGPASSWORD");
        }
    }

    private Optional<String> value(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isEmpty());
    }

    private static String or(Set<String> harmless) {
        return ", or set it to " + String.join(", ", new TreeSet<>(harmless));
    }

    private static ConfigException notHonoured(String variable, String hint) {
        return Given.refusal(variable, "has a value that the drivers cannot both honour", hint);
    }
}
