package io.twinpath.bootstrap.config;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.bootstrap.config.UrlDialect.Parameter;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a database URL of any {@link UrlDialect} apart. What is unknown, contradictory or ambiguous is refused, and
 * nothing is shown that may be a piece of a password: no value, and no name but a known one.
 */
final class DatabaseUrl {
    /** No colon but that of a known beginning: before another stands a user. */
    private static final Pattern SCHEME = Pattern.compile("(?:jdbc:|r2dbc:)?[a-z][a-z0-9+-]{0,30}://");

    private static final Pattern PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final String AMPERSAND = "an & in a value as %26";

    private final String place;
    private final UrlDialect dialect;
    private final Map<Parameter, Given> given = new EnumMap<>(Parameter.class);

    private DatabaseUrl(String place, UrlDialect dialect) {
        this.place = place;
        this.dialect = dialect;
    }

    /**
     * Reads a URL into the one typed value.
     *
     * @param place the variable it came from, for messages
     * @param environment where {@code PGHOST} and its like are looked for
     */
    static DatabaseAddress parse(String place, String url, Map<String, String> environment) {
        if (url.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw Given.refusal(place, "has a blank or control character in it", "write a blank as %20");
        }
        UrlDialect dialect = UrlDialect.of(url).orElseThrow(() -> unknownScheme(place, url));
        return new DatabaseUrl(place, dialect)
                .read(url.substring(dialect.scheme(url).orElseThrow().length()), environment);
    }

    private DatabaseAddress read(String rest, Map<String, String> environment) {
        refuseAmbiguous(rest);
        int question = rest.indexOf('?');
        String front = question < 0 ? rest : rest.substring(0, question);
        if (question >= 0) {
            readQuery(rest.substring(question + 1));
        }
        int slash = front.indexOf('/');
        String authority = slash < 0 ? front : front.substring(0, slash);
        if (slash >= 0) {
            put(Parameter.DATABASE, "database", front.substring(slash + 1));
        }
        int at = authority.indexOf('@');
        if (at >= 0) {
            readLogin(authority.substring(0, at));
        }
        return new UrlMeaning(place, dialect, given, new PostgresVariables(environment))
                .address(authority.substring(at + 1));
    }

    /** A character which should have been encoded moves the parts of a URL, and its password into another part. */
    private void refuseAmbiguous(String rest) {
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
        put(Parameter.USER, "user", colon < 0 ? login : login.substring(0, colon));
        if (colon >= 0) {
            put(Parameter.PASSWORD, "password", login.substring(colon + 1));
        }
    }

    private void readQuery(String query) {
        Map<String, Parameter> known = dialect.parameters();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0 || equals == pair.length() - 1) {
                throw refusal(
                        "has a parameter without a name or a value", "write ?name=value&name=value, and " + AMPERSAND);
            }
            String word = decode("parameter", pair.substring(0, equals));
            Parameter parameter = known.get(word);
            if (parameter == null) {
                throw refusal(
                        "has an unknown parameter",
                        Nearest.close(word, known.keySet())
                                        .map(near -> "did you mean " + near + "? Known")
                                        .orElse("known")
                                + " are " + String.join(", ", known.keySet()) + "; write " + AMPERSAND);
            }
            put(parameter, word, pair.substring(equals + 1));
        }
    }

    private void put(Parameter parameter, String word, String raw) {
        String value = decode(word, raw);
        if (!value.isEmpty() && given.putIfAbsent(parameter, Given.of(parameter, place, word, value)) != null) {
            throw refusal("says " + word + " twice", "say it once");
        }
    }

    /** A plus stays a plus: it is a blank only in forms. */
    private String decode(String word, String raw) {
        String decoded = URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (decoded.indexOf('\0') >= 0 || decoded.indexOf('\uFFFD') >= 0) {
            throw refusal("has a " + word + " that is no UTF-8 text", "encode it as UTF-8");
        }
        return decoded;
    }

    private ConfigException refusal(String what, String hint) {
        return Given.refusal(place, what, hint);
    }

    private static ConfigException unknownScheme(String place, String url) {
        Matcher scheme = SCHEME.matcher(url);
        return Given.refusal(
                place,
                "begins with " + (scheme.lookingAt() ? scheme.group() : "something else"),
                "accepted are " + String.join(" ", UrlDialect.allSchemes()));
    }
}
