package io.twinpath.rest;

import static java.util.Map.entry;

import io.twinpath.application.fallback.BreakerState;
import io.twinpath.application.health.DatabaseReport;
import io.twinpath.application.login.Password;
import io.twinpath.domain.settings.Digest;
import io.twinpath.domain.settings.Theme;
import io.twinpath.domain.user.FullName;
import io.twinpath.domain.user.Role;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What holds for a field of this name wherever it stands: read from the type that rules it, where that has a figure. */
final class FieldRules {
    static final Pattern USERNAME = Pattern.compile("^[a-z0-9][a-z0-9._-]{1,63}$");

    /** In HTML's words for {@code input type=email}. */
    static final Pattern EMAIL = Pattern.compile("^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}"
            + "@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$");

    private static final Map<String, Object> POSITIVE = Map.of("minimum", 1);
    private static final Map<String, Object> TIME = Map.of("format", "date-time");

    private static final Map<String, Map<String, Object>> RULES = Map.ofEntries(
            entry("username", Map.of("pattern", USERNAME.pattern())),
            entry("email", ordered("maxLength", 254, "pattern", EMAIL.pattern())),
            entry(
                    "full_name",
                    ordered(
                            "minLength",
                            1,
                            "maxLength",
                            figure(FullName.class, "MAX_CHARACTERS"),
                            "pattern",
                            "^\\P{Cc}*$")),
            entry("role", words(Role.values(), Role::code)),
            entry("theme", words(Theme.values(), Theme::code)),
            entry("digest", words(Digest.values(), Digest::code)),
            entry(
                    "locale",
                    ordered(
                            "maxLength",
                            35,
                            "pattern",
                            "^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$",
                            "description",
                            "A language tag of BCP 47.")),
            entry(
                    "timezone",
                    ordered(
                            "maxLength",
                            64,
                            "pattern",
                            "^[A-Za-z][A-Za-z0-9_+/-]*$",
                            "description",
                            "A name of the IANA time zone database.")),
            entry("login", ordered("maxLength", 254, "description", "A username or an e-mail address.")),
            entry("password", password(1)),
            entry("current_password", password(1)),
            entry("new_password", password(figure(Password.class, "MIN_NEW_CHARACTERS"))),
            entry("access_token", Map.of("pattern", "^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$")),
            entry("token_type", Map.of("const", "Bearer")),
            entry("expires_in", ordered("minimum", 1, "description", "In seconds.")),
            entry("id", POSITIVE),
            entry("version", POSITIVE),
            entry("created_at", TIME),
            entry("updated_at", TIME),
            entry("checked", TIME),
            entry(
                    "degraded_since",
                    ordered("format", "date-time", "description", "Absent while both paths are in use.")),
            entry("latency_seconds", Map.of("minimum", 0)),
            entry(
                    "type",
                    ordered(
                            "format",
                            "uri-reference",
                            "pattern",
                            "^/problems/[a-z-]+$",
                            "description",
                            "What has gone wrong, and the address of a page about it.")),
            entry(
                    "request_id",
                    ordered(
                            "pattern",
                            "^[A-Za-z0-9._-]{8,64}$",
                            "description",
                            "The same as in X-Request-Id; whoever runs the service finds the request by it.")),
            entry("pointer", ordered("format", "json-pointer", "description", "The value at fault, in the body.")),
            entry("header", Map.of("description", "The header at fault.")),
            entry("detail", Map.of("description", "What a good value looks like.")));

    private FieldRules() {}

    static Map<String, Object> schemaOf(String name, String type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", Objects.requireNonNull(type, name));
        if (!type.equals("boolean")) { // as whether to send an email
            schema.putAll(RULES.getOrDefault(name, Map.of()));
        }
        return schema;
    }

    static Map<String, Object> statusOfTheDatabase() {
        return words(DatabaseReport.Status.values(), FieldRules::word);
    }

    static Map<String, Object> breaker() {
        return words(BreakerState.values(), FieldRules::word);
    }

    private static Map<String, Object> password(int least) {
        return ordered("minLength", least, "maxLength", figure(Password.class, "MAX_CHARACTERS"), "format", "password");
    }

    private static <T> Map<String, Object> words(T[] values, Function<T, String> code) {
        return Map.of("enum", Arrays.stream(values).map(code).toList());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static int figure(Class<?> type, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field.getInt(null);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        List<Object> all = List.of(namesAndValues);
        for (int i = 0; i < all.size(); i += 2) {
            map.put((String) all.get(i), all.get(i + 1));
        }
        return map;
    }
}
