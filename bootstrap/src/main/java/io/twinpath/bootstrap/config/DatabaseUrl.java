package io.twinpath.bootstrap.config;

import io.twinpath.application.datapath.DatabaseAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code postgresql://user:password@host:port/database}, RFC 3986 with percent-encoded parts. A literal plus stays
 * a plus. What it does not know it refuses, and it never shows the password.
 */
final class DatabaseUrl {
    private static final Pattern FORM = Pattern.compile("(?:postgresql|postgres)://"
            + "(?:(?<user>[^:@/?#]*)(?::(?<password>[^:@/?#]*))?@)?"
            + "(?<host>\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+)(?::(?<port>[0-9]+))?"
            + "/(?<database>[^/?#@:]+)");
    private static final Pattern PERCENT = Pattern.compile("%(?![0-9a-fA-F]{2})");

    private DatabaseUrl() {}

    static DatabaseAddress parse(String variable, String url) {
        Matcher matcher = FORM.matcher(url);
        if (!matcher.matches()) {
            throw new ConfigException(
                    variable + " must have the form postgresql://user:password@host:port/database, with"
                            + " no parameters; the characters : @ / ? # % in user and password are percent-encoded (@ as %40)");
        }
        String user = decode(variable, "user", matcher.group("user"));
        if (user.isEmpty()) {
            throw new ConfigException(variable + " names no user: postgresql://user:password@host:port/database");
        }
        String host = matcher.group("host");
        return new DatabaseAddress(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
                port(variable, matcher.group("port")),
                decode(variable, "database", matcher.group("database")),
                user,
                decode(variable, "password", matcher.group("password")));
    }

    private static int port(String variable, @Nullable String raw) {
        if (raw == null) {
            return 5432;
        }
        if (raw.length() > 5 || Integer.parseInt(raw) < 1 || Integer.parseInt(raw) > 65535) {
            throw new ConfigException(variable + ": the port must be from 1 to 65535, not " + raw);
        }
        return Integer.parseInt(raw);
    }

    private static String decode(String variable, String part, @Nullable String raw) {
        if (raw == null) {
            return "";
        }
        if (PERCENT.matcher(raw).find()) {
            throw new ConfigException(variable + ": a % in the " + part
                    + " must be followed by two hexadecimal digits; a literal one is %25");
        }
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
