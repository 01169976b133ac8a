package io.twinpath.bootstrap.config;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.bootstrap.config.UrlDialect.Parameter;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;

/** The database as each reaches it: both paths share {@code DATABASE_URL} unless one has its own. */
public final class Addresses {
    private Addresses() {}

    public static DatabaseAddress owner(Configuration configuration) {
        return configuration.find(Key.DATABASE_URL).isEmpty()
                        && !configuration.postgres().getOrDefault("PGHOST", "").isEmpty()
                ? parse(configuration, "PGHOST", "postgresql://")
                : address(configuration, Key.DATABASE_URL);
    }

    public static DatabaseAddress async(Configuration configuration) {
        return path(configuration, Key.DATABASE_ASYNC_URL, Key.DATABASE_ASYNC_USER, Key.DATABASE_ASYNC_PASSWORD);
    }

    public static DatabaseAddress sync(Configuration configuration) {
        return path(configuration, Key.DATABASE_SYNC_URL, Key.DATABASE_SYNC_USER, Key.DATABASE_SYNC_PASSWORD);
    }

    /**
     * An address as it is at each time, for passwords are rotated in their files; while one cannot be read or understood it
     * stays as it was.
     *
     * @param of {@link #async} or {@link #sync}
     */
    public static Supplier<DatabaseAddress> current(
            Configuration configuration, Function<Configuration, DatabaseAddress> of) {
        AtomicReference<DatabaseAddress> latest = new AtomicReference<>(of.apply(configuration));
        return () -> latest.updateAndGet(before -> {
            try {
                return of.apply(configuration.again());
            } catch (ConfigException e) {
                return before;
            }
        });
    }

    private static DatabaseAddress path(Configuration configuration, Key url, Key user, Key password) {
        DatabaseAddress address =
                configuration.find(url).isPresent() ? address(configuration, url) : owner(configuration);
        Optional<String> ownUser = own(configuration, user, Parameter.USER);
        Optional<String> ownPassword = own(configuration, password, Parameter.PASSWORD);
        return ownUser.isEmpty() && ownPassword.isEmpty()
                ? address
                : address.as(ownUser.orElse(address.user()), ownPassword.orElse(""));
    }

    private static Optional<String> own(Configuration configuration, Key key, Parameter parameter) {
        return configuration
                .find(key)
                .map(value -> Given.of(parameter, key.variable(), parameter.word(), value)
                        .value());
    }

    private static DatabaseAddress address(Configuration configuration, Key key) {
        return parse(configuration, key.variable(), configuration.text(key));
    }

    private static DatabaseAddress parse(Configuration configuration, String name, String url) {
        DatabaseAddress address = DatabaseUrl.parse(name, url, configuration.postgres());
        Certificates.check(name, address.tls());
        return address;
    }
}
