package io.twinpath.bootstrap.config;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.DatabaseAddress.Host;
import io.twinpath.application.datapath.Tls;
import io.twinpath.bootstrap.config.UrlDialect.Parameter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a database URL of any {@link UrlDialect} into the one typed value, once. What the URL leaves out comes from
 * {@code PGHOST} and its like. What is unknown, contradictory or ambiguous is refused by name, and the password is never
 * shown.
 */
final class DatabaseUrl {
    private static final Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.:-]{0,40}://");
    private static final Pattern PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final Pattern HOST = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)?(?::([0-9]*))?");
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
    private static final int DEFAULT_PORT = 5432;
    private static final int MAX_CONNECT_SECONDS = 60;

    private final String name;
    private final UrlDialect dialect;
    private final Map<String, String> environment;
    private final Map<Parameter, String> given = new EnumMap<>(Parameter.class);

    private DatabaseUrl(String name, UrlDialect dialect, Map<String, String> environment) {
        this.name = name;
        this.dialect = dialect;
        this.environment = environment;
    }

    /**
     * Reads a URL.
     *
     * @param name of the variable it came from, for messages
     * @param environment where {@code PGHOST} and its like are looked for
     */
    static DatabaseAddress parse(String name, String url, Map<String, String> environment) {
        UrlDialect dialect = UrlDialect.of(url).orElseThrow(() -> unknownScheme(name, url));
        return new DatabaseUrl(name, dialect, environment)
                .read(url.substring(dialect.scheme(url).orElseThrow().length()));
    }

    private DatabaseAddress read(String rest) {
        refuseAmbiguous(rest);
        int question = rest.indexOf('?');
        String front = question < 0 ? rest : rest.substring(0, question);
        if (question >= 0) {
            readQuery(rest.substring(question + 1));
        }
        int slash = front.indexOf('/');
        String authority = slash < 0 ? front : front.substring(0, slash);
        if (slash >= 0) {
            put(Parameter.DATABASE, "database", decode("database", front.substring(slash + 1)));
        }
        int at = authority.indexOf('@');
        if (at >= 0) {
            readLogin(authority.substring(0, at));
        }
        List<Host> hosts = hosts(authority.substring(at + 1));
        String user = find(Parameter.USER, "PGUSER")
                .orElseThrow(() -> refusal("names no user", "postgresql://user:password@host:port/database"));
        return new DatabaseAddress(
                hosts,
                writable(),
                find(Parameter.DATABASE, "PGDATABASE").orElse(user),
                user,
                find(Parameter.PASSWORD, "PGPASSWORD").orElse(""),
                tls(),
                connectTimeout(),
                find(Parameter.APPLICATION_NAME, "PGAPPNAME"),
                settings());
    }

    /** A character which should have been encoded moves the parts of a URL, and its password into a part that is shown. */
    private void refuseAmbiguous(String rest) {
        if (rest.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw refusal("has a blank or control character in it", "write a blank as %20");
        }
        if (rest.indexOf('#') >= 0) {
            throw refusal("has a # in it", "write it as %23");
        }
        int end = (int) rest.chars().takeWhile(c -> c != '/' && c != '?').count();
        String authority = rest.substring(0, end);
        if (authority.indexOf('@') != authority.lastIndexOf('@')) {
            throw refusal("has more than one @ before the database", "write an @ in user or password as %40");
        }
        if (rest.indexOf('@', end) >= 0) {
            throw refusal(
                    "has an @ after the first / or ?",
                    "in user, password and parameters write / as %2F, ? as %3F and @ as %40");
        }
        if (PERCENT.matcher(rest).find()) {
            throw refusal("has a % that is not followed by two hexadecimal digits", "write a literal one as %25");
        }
    }

    private void readLogin(String login) {
        int colon = login.indexOf(':');
        put(Parameter.USER, "user", decode("user", colon < 0 ? login : login.substring(0, colon)));
        if (colon >= 0) {
            put(Parameter.PASSWORD, "password", decode("password", login.substring(colon + 1)));
        }
    }

    private void readQuery(String query) {
        Map<String, Parameter> known = dialect.parameters();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0 || equals == pair.length() - 1) {
                throw refusal("has a parameter without a name or a value", "write ?name=value&name=value");
            }
            String key = decode("parameter", pair.substring(0, equals));
            Parameter parameter = known.get(key);
            if (parameter == null) {
                throw refusal(
                        "has an unknown parameter" + (query.contains("password=") ? "" : shown(key)),
                        "did you mean " + Nearest.to(key, known.keySet()) + "? Known are "
                                + String.join(", ", known.keySet()));
            }
            put(parameter, key, decode(key, pair.substring(equals + 1)));
        }
    }

    /** A word is shown when it looks like a name: a password may have slipped in. */
    private static String shown(String key) {
        return key.matches("[A-Za-z_]{1,40}") ? " '" + key + "'" : "";
    }

    private void put(Parameter parameter, String what, String value) {
        if (!value.isEmpty() && given.putIfAbsent(parameter, value) != null) {
            throw refusal("says " + what + " twice", "say it once");
        }
    }

    private Optional<String> find(Parameter parameter, String variable) {
        return Optional.ofNullable(given.get(parameter))
                .or(() -> Optional.ofNullable(environment.get(variable)).filter(value -> !value.isEmpty()));
    }

    private List<Host> hosts(String list) {
        String all = !list.isEmpty() ? list : find(Parameter.HOST, "PGHOST").orElse("");
        String defaultPorts = find(Parameter.PORT, "PGPORT").orElse("");
        if (!list.isEmpty() && given.containsKey(Parameter.HOST)) {
            throw refusal("says host twice", "say it once");
        }
        String[] ports = defaultPorts.split(",", -1);
        String[] names = all.split(",", -1);
        List<Host> hosts = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            String port = ports.length == 1 ? ports[0] : i < ports.length ? ports[i] : "";
            hosts.add(host(names[i], port, names.length));
        }
        return hosts;
    }

    private Host host(String raw, String defaultPort, int count) {
        if (raw.startsWith("/") || raw.startsWith("%2F") || raw.startsWith("%2f")) {
            throw refusal("names a socket of the file system", "the async path knows only hosts");
        }
        Matcher matcher = HOST.matcher(raw);
        if (!matcher.matches()) {
            throw refusal(
                    "has a host of another form", "write host, host:port, [IPv6]:port, or a list of them with commas");
        }
        String host = matcher.group(1);
        if (host == null) {
            throw refusal(count > 1 ? "has an empty host in its list" : "names no host", "write it, or set PGHOST");
        }
        String port = matcher.group(2) == null || matcher.group(2).isEmpty() ? defaultPort : matcher.group(2);
        return new Host(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port.isEmpty() ? DEFAULT_PORT : number("port", port, DEFAULT_PORT, 65_535));
    }

    /** This service writes, so a read-only server is of no use to it. */
    private boolean writable() {
        String value = find(Parameter.TARGET, "PGTARGETSESSIONATTRS").orElse("any");
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "any" -> false;
            case "read-write", "primary", "master" -> true;
            default ->
                throw refusal(
                        "asks for a server that is '" + value + "'",
                        "this service writes: accepted are any, read-write and primary");
        };
    }

    private Tls tls() {
        Optional<Path> cert = find(Parameter.SSLCERT, "PGSSLCERT").map(Path::of);
        Optional<Path> key = find(Parameter.SSLKEY, "PGSSLKEY").map(Path::of);
        if (cert.isPresent() != key.isPresent()) {
            throw refusal("has only one of sslcert and sslkey", "give both, as PEM files");
        }
        Tls.Mode mode = mode();
        Optional<String> root = find(Parameter.SSLROOTCERT, "PGSSLROOTCERT");
        if (mode == Tls.Mode.REQUIRE && root.isPresent()) {
            mode = Tls.Mode.VERIFY_CA; // as libpq has it: who gives a root means it to be used
        }
        if (mode.verifies() && root.isEmpty()) {
            throw refusal(
                    "asks for " + mode.code() + " without sslrootcert",
                    "give sslrootcert=FILE (PEM), or sslrootcert=system for the CAs that this Java trusts");
        }
        if (root.equals(Optional.of("system"))) {
            if (mode != Tls.Mode.VERIFY_FULL) {
                throw refusal("has sslrootcert=system with sslmode=" + mode.code(), "it goes with verify-full only");
            }
            root = Optional.empty();
        }
        return mode == Tls.Mode.DISABLE ? Tls.DISABLED : new Tls(mode, root.map(Path::of), cert, key);
    }

    private Tls.Mode mode() {
        Optional<String> ssl = Optional.ofNullable(given.get(Parameter.SSL)).map(value -> switch (value) {
            case "true", "1" -> dialect.sslTrue();
            case "false", "0" -> dialect == UrlDialect.R2DBC ? "disable" : "prefer";
            default -> value;
        });
        Optional<String> sslmode = Optional.ofNullable(given.get(Parameter.SSLMODE));
        if (ssl.isPresent() && sslmode.isPresent() && !ssl.equals(sslmode)) {
            throw refusal("says ssl and sslmode, which differ", "say sslmode");
        }
        String code = sslmode.or(() -> ssl)
                .or(() -> Optional.ofNullable(environment.get("PGSSLMODE")))
                .orElse("prefer");
        return Tls.Mode.find(code)
                .orElseThrow(() -> refusal("has an unknown sslmode" + shown(code), "accepted are " + Tls.Mode.all()));
    }

    private Duration connectTimeout() {
        String raw = find(Parameter.CONNECT_TIMEOUT, "PGCONNECT_TIMEOUT").orElse("");
        if (raw.isEmpty()) {
            return DatabaseAddress.CONNECT_TIMEOUT;
        }
        if (raw.startsWith("P")) {
            try {
                return Duration.ofSeconds(number(
                        "connect time-out", Long.toString(Duration.parse(raw).toSeconds()), 5, MAX_CONNECT_SECONDS));
            } catch (DateTimeException e) {
                throw refusal("has a connect time-out of another form", "write whole seconds, or PT5S");
            }
        }
        return Duration.ofSeconds(number("connect time-out", raw, 5, MAX_CONNECT_SECONDS));
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        String options = find(Parameter.OPTIONS, "PGOPTIONS").orElse("").strip();
        Matcher matcher = SETTING.matcher(options);
        int end = 0;
        while (end < options.length() && matcher.find(end) && matcher.start() == end) {
            set(
                    settings,
                    matcher.group(1).toLowerCase(Locale.ROOT),
                    matcher.group(2).replaceAll("\\\\(.)", "$1"));
            end = matcher.end();
        }
        if (end < options.length()) {
            throw refusal("has options of another form", "write -c name=value, or --name=value");
        }
        Optional.ofNullable(given.get(Parameter.SEARCH_PATH)).ifPresent(path -> set(settings, "search_path", path));
        return settings;
    }

    private void set(Map<String, String> settings, String setting, String value) {
        if (OURS.contains(setting)) {
            throw refusal("sets " + setting, "set TWINPATH_DATABASE_" + setting.toUpperCase(Locale.ROOT));
        }
        if (RESERVED.contains(setting) || setting.startsWith("_pq_")) {
            throw refusal("sets " + setting, "that is not for options: the drivers would take it for different things");
        }
        if (settings.putIfAbsent(setting, value) != null) {
            throw refusal("says " + setting + " twice", "say it once");
        }
    }

    private int number(String what, String raw, int example, int max) {
        if (raw.matches("[0-9]{1,9}") && Integer.parseInt(raw) >= 1 && Integer.parseInt(raw) <= max) {
            return Integer.parseInt(raw);
        }
        throw refusal("has a " + what + " that is no whole number from 1 to " + max, "such as " + example);
    }

    /** A plus stays a plus: it is a blank only in forms. */
    private String decode(String what, String raw) {
        String decoded = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (decoded.indexOf('\0') >= 0 || decoded.indexOf('\uFFFD') >= 0) {
            throw refusal("has a " + what + " that is no UTF-8 text", "encode it as UTF-8");
        }
        return decoded;
    }

    private ConfigException refusal(String what, String hint) {
        return new ConfigException(name + " " + what + "; " + hint);
    }

    private static ConfigException unknownScheme(String name, String url) {
        Matcher scheme = SCHEME.matcher(url);
        @Nullable String begin = scheme.lookingAt() ? scheme.group() : null;
        return new ConfigException(name + " begins with " + Objects.requireNonNullElse(begin, "something else")
                + "; accepted are " + String.join(" ", UrlDialect.allSchemes()));
    }
}
