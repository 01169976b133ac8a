package io.twinpath.bootstrap.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What was configured: the environment wins over the file, the file over the defaults. Unknown names are refused with the
 * nearest known one; no secret is ever printed.
 */
public final class Configuration {
    /** Read by the launcher or before any configuration is. */
    private static final Set<String> LAUNCHER =
            Set.of("TWINPATH_CONFIG", "TWINPATH_JAVA_HOME", "TWINPATH_JAVA_OPTS", "TWINPATH_HOME");

    private static final Pattern FINAL_LINE_BREAK = Pattern.compile("\\r?\\n\\z");
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private final Map<Key, String> values;
    private final Map<String, String> postgres;
    private final Supplier<Configuration> again;

    private Configuration(Map<Key, String> values, Map<String, String> postgres, Supplier<Configuration> again) {
        this.values = values;
        this.postgres = postgres;
        this.again = again;
    }

    /** Reads the environment, and the file where there is one; {@code TWINPATH_CONFIG} names it when no option does. */
    public static Configuration load(Map<String, String> environment, Optional<Path> file) {
        Map<Key, String> values = new EnumMap<>(Key.class);
        Optional<Path> path = file.or(() -> Optional.ofNullable(environment.get("TWINPATH_CONFIG"))
                .map(name -> FilePath.of("TWINPATH_CONFIG", name)));
        path.ifPresent(p -> put(values, read(p), Key::fileName, ".file", "in " + p + ": unknown key "));
        Map<String, String> ours = environment.entrySet().stream()
                .filter(each -> Key.isOurs(each.getKey()) && !LAUNCHER.contains(each.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        put(values, ours, Key::variable, "_FILE", "unknown environment variable ");
        return new Configuration(
                values,
                environment.entrySet().stream()
                        .filter(each -> each.getKey().startsWith("PG"))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                () -> load(environment, file));
    }

    /** The same configuration with its files read again; fails with a {@link ConfigException}. */
    Configuration again() {
        return again.get();
    }

    /** {@code PGHOST} and its like, as libpq reads them (PostgreSQL documentation, section 34.15). */
    Map<String, String> postgres() {
        return postgres;
    }

    /** The same configuration where a key that was not set has this value. */
    public Configuration withDefault(Key key, String value) {
        Map<Key, String> more = new EnumMap<>(values);
        more.putIfAbsent(key, value);
        return new Configuration(more, postgres, () -> again().withDefault(key, value));
    }

    /** The same configuration with this value whatever was set. */
    public Configuration with(Key key, String value) {
        Map<Key, String> more = new EnumMap<>(values);
        more.put(key, value);
        return new Configuration(more, postgres, () -> again().with(key, value));
    }

    /** The same configuration as if these keys were not set. */
    public Configuration without(Key... keys) {
        Map<Key, String> fewer = new EnumMap<>(values);
        List.of(keys).forEach(fewer::remove);
        return new Configuration(fewer, postgres, () -> again().without(keys));
    }

    public Optional<String> find(Key key) {
        return Optional.ofNullable(values.get(key)).or(key::defaultValue);
    }

    public String text(Key key) {
        return find(key)
                .orElseThrow(() -> new ConfigException(key.variable() + " is not set: " + key.meaning()
                        + (key.secret() ? " (or " + key.variable() + "_FILE)" : "")));
    }

    public int integer(Key key, int min, int max) {
        String raw = text(key);
        try {
            int value = Integer.parseInt(raw);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // refused below, as what is out of range is
        }
        throw new ConfigException(
                key.variable() + " must be a whole number from " + min + " to " + max + ", not '" + raw + "'");
    }

    /** {@code true} or {@code false}. */
    public boolean truth(Key key) {
        String raw = text(key);
        return switch (raw) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new ConfigException(key.variable() + " must be true or false, not '" + raw + "'");
        };
    }

    public boolean isOn(Key key) {
        String raw = text(key);
        return switch (raw) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new ConfigException(key.variable() + " must be on or off, not '" + raw + "'");
        };
    }

    /** A positive whole number with its unit: {@code 150ms 2s 5m 1h 7d}. */
    public Duration duration(Key key) {
        String raw = text(key);
        Matcher matcher = DURATION.matcher(raw);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw new ConfigException(key.variable() + " must be a whole number above 0 with a unit, such as 150ms, 2s,"
                    + " 5m, 1h or 7d, not '" + raw + "'");
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    /** As {@link #duration}, or {@code off}. */
    public Optional<Duration> durationOrOff(Key key) {
        return text(key).equals("off") ? Optional.empty() : Optional.of(duration(key));
    }

    public Optional<Integer> integerOrOff(Key key, int least, int most) {
        return text(key).equals("off") ? Optional.empty() : Optional.of(integer(key, least, most));
    }

    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(each -> each.getKey().fileName() + "=" + (each.getKey().secret() ? "(hidden)" : each.getValue()))
                .collect(Collectors.joining(", ", "Configuration[", "]"));
    }

    private static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("cannot read the configuration file " + file + ": " + e.getMessage());
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    private static void put(
            Map<Key, String> values,
            Map<String, String> source,
            Function<Key, String> nameOf,
            String secretSuffix,
            String unknown) {
        source.forEach((name, value) -> {
            Optional<Key> key = Key.find(each -> nameOf.apply(each).equals(name));
            Optional<Key> inFile = Key.find(each -> each.secret() && (nameOf.apply(each) + secretSuffix).equals(name));
            if (inFile.isPresent()) {
                String direct = nameOf.apply(inFile.get());
                if (source.containsKey(direct)) {
                    throw new ConfigException("both " + direct + " and " + name + " are set; set one");
                }
                values.put(inFile.get(), secretIn(name, FilePath.of(name, value)));
            } else if (key.isPresent()) {
                values.put(key.get(), key.get().secret() ? secret(value) : value.strip());
            } else {
                throw new ConfigException(
                        unknown + name + "; did you mean " + nearest(name, nameOf, secretSuffix) + "?");
            }
        });
    }

    private static String secretIn(String name, Path file) {
        try {
            return secret(Files.readString(file));
        } catch (IOException e) {
            throw new ConfigException("cannot read the file " + file + " that " + name + " names");
        }
    }

    /** A line break at the end is an editor's; every other blank may be a password's. */
    private static String secret(String text) {
        return FINAL_LINE_BREAK.matcher(text).replaceFirst("");
    }

    private static String nearest(String name, Function<Key, String> nameOf, String secretSuffix) {
        List<String> known = new ArrayList<>();
        for (Key key : Key.values()) {
            known.add(nameOf.apply(key));
            if (key.secret()) {
                known.add(nameOf.apply(key) + secretSuffix);
            }
        }
        return Nearest.to(name, known);
    }
}
