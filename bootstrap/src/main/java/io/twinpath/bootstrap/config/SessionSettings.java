package io.twinpath.bootstrap.config;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server's settings that a URL has for each session, but for those that are the service's or the drivers' own. */
final class SessionSettings {
    private static final Pattern SETTING =
            Pattern.compile("(?:-c\\s*|--)([A-Za-z_][A-Za-z0-9_.]*)=((?:\\\\.|[^\\s\\\\])*+)\\s*");
    private static final Set<String> OURS = Set.of("statement_timeout", "lock_timeout");
    private static final Set<String> RESERVED = Set.of(
            "user",
            "database",
            "options",
            "replication",
            "client_encoding",
            "datestyle",
            "timezone",
            "application_name",
            "extra_float_digits");

    private SessionSettings() {}

    /** Reads the command line of a server process, and the one setting that has a parameter of its own. */
    static Map<String, String> of(Optional<Given> options, Optional<Given> searchPath) {
        Map<String, String> settings = new LinkedHashMap<>();
        options.ifPresent(given -> read(given, settings));
        searchPath.ifPresent(path -> {
            if (settings.putIfAbsent("search_path", path.value()) != null) {
                throw options.filter(given -> !given.place().equals(path.place()))
                        .map(given -> given.refusal("says search_path as " + path.place() + " does", "say it once"))
                        .orElseGet(() -> path.refusal("says search_path twice", "say it once"));
            }
        });
        return settings;
    }

    private static void read(Given options, Map<String, String> settings) {
        String text = options.value().strip();
        Matcher matcher = SETTING.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            String setting = matcher.group(1).toLowerCase(Locale.ROOT);
            refuseReserved(options, setting);
            if (settings.putIfAbsent(setting, matcher.group(2).replaceAll("\\\\(.)", "$1")) != null) {
                throw options.refusal("says a setting of its options twice", "say it once");
            }
            end = matcher.end();
        }
        if (end < text.length()) {
            throw options.refusal("has options of another form", "write -c name=value, or --name=value");
        }
    }

    private static void refuseReserved(Given options, String setting) {
        if (OURS.contains(setting)) {
            throw options.refusal("sets " + setting, "set TWINPATH_DATABASE_" + setting.toUpperCase(Locale.ROOT));
        }
        if (RESERVED.contains(setting) || setting.startsWith("_pq_")) {
            throw options.refusal(
                    "sets " + (RESERVED.contains(setting) ? setting : "an option of the protocol"),
                    "that is not for options: the drivers would take it for different things");
        }
    }
}
