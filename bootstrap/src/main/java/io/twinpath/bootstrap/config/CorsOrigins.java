package io.twinpath.bootstrap.config;

import java.util.Arrays;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The origins whose pages may read answers, each as a browser sends it (RFC 6454, section 7), or a request would never match. */
public final class CorsOrigins {
    private static final Key KEY = Key.HTTP_CORS_ORIGINS;
    private static final Pattern ORIGIN =
            Pattern.compile("(https?)://(?:[a-z0-9](?:[a-z0-9.-]{0,252})|\\[[0-9a-f:.]{2,45}])(?::([1-9][0-9]{0,4}))?");

    private CorsOrigins() {}

    /** None where it is off; fails with a {@link ConfigException}. */
    public static Set<String> of(Configuration configuration) {
        String raw = configuration.text(KEY);
        return raw.equals("off")
                ? Set.of()
                : Arrays.stream(raw.split(",", -1))
                        .map(String::strip)
                        .map(CorsOrigins::checked)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static String checked(String origin) {
        if (origin.equals("*") || origin.equals("null")) {
            throw refusal("must not have " + origin + " in it: every page on the web, or every one without an origin,"
                    + " could then ask in the name of whoever looks at it; name each origin");
        }
        Matcher matcher = ORIGIN.matcher(origin);
        if (!matcher.matches()) {
            throw refusal("must be origins as browsers send them, such as https://app.example.org or"
                    + " http://localhost:5173, in lower case, without a path, with commas between them; not '" + origin
                    + "'");
        }
        String port = matcher.group(2);
        if (port != null && port.equals(matcher.group(1).equals("https") ? "443" : "80")) {
            throw refusal("has " + origin + ", which browsers send without its port: leave out :" + port);
        }
        return origin;
    }

    private static ConfigException refusal(String what) {
        return new ConfigException(KEY.variable() + " " + what);
    }
}
