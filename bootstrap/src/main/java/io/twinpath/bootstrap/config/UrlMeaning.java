package io.twinpath.bootstrap.config;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.application.datapath.Tls;
import io.twinpath.bootstrap.config.UrlDialect.Parameter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the values of a URL come to, together with the variables that stand in for those it leaves out. */
final class UrlMeaning {
    private static final int MAX_CONNECT_SECONDS = 60;

    private final String place;
    private final UrlDialect dialect;
    private final Map<Parameter, Given> given;
    private final PostgresVariables variables;

    /** @param place the variable of the URL, for what is missing from it */
    UrlMeaning(String place, UrlDialect dialect, Map<Parameter, Given> given, PostgresVariables variables) {
        this.place = place;
        this.dialect = dialect;
        this.given = given;
        this.variables = variables;
    }

    /** @param authority what stands between user and database */
    DatabaseAddress address(String authority) {
        String user = find(Parameter.USER)
                .map(Given::value)
                .orElseThrow(() -> Given.refusal(
                        place, "names no user", "write postgresql://user:password@host:port/database, or set PGUSER"));
        Optional<Given> password = find(Parameter.PASSWORD);
        if (password.isEmpty()) {
            variables.refusePasswordFile();
        }
        return new DatabaseAddress(
                HostList.of(place, authority, given, variables),
                writable(),
                find(Parameter.DATABASE).map(Given::value).orElse(user),
                user,
                password.map(Given::value).orElse(""),
                tls(),
                find(Parameter.CONNECT_TIMEOUT).map(UrlMeaning::connectTimeout).orElse(DatabaseAddress.CONNECT_TIMEOUT),
                find(Parameter.APPLICATION_NAME).map(Given::value),
                SessionSettings.of(find(Parameter.OPTIONS), Optional.ofNullable(given.get(Parameter.SEARCH_PATH))));
    }

    private Optional<Given> find(Parameter parameter) {
        return Optional.ofNullable(given.get(parameter)).or(() -> variables.find(parameter));
    }

    /** This service writes, so a read-only server is of no use to it. */
    private boolean writable() {
        return find(Parameter.TARGET)
                .map(target -> switch (target.value().toLowerCase(Locale.ROOT)) {
                    case "any" -> false;
                    case "read-write", "primary", "master" -> true;
                    default ->
                        throw target.refusal(
                                "has another " + target.word() + " than any, read-write and primary",
                                "this service writes");
                })
                .orElse(false);
    }

    private Tls tls() {
        Optional<Given> cert = find(Parameter.SSLCERT);
        Optional<Given> key = find(Parameter.SSLKEY);
        if (cert.isPresent() != key.isPresent()) {
            throw cert.or(() -> key)
                    .orElseThrow()
                    .refusal("has only one of sslcert and sslkey", "give both, as PEM files");
        }
        Optional<Given> said = sslmode();
        Tls.Mode mode = said.map(UrlMeaning::mode).orElse(Tls.Mode.PREFER);
        Optional<Given> root = find(Parameter.SSLROOTCERT);
        if (mode == Tls.Mode.REQUIRE && root.isPresent()) {
            mode = Tls.Mode.VERIFY_CA; // as libpq has it: who gives a root means it to be used
        }
        if (mode.verifies() && root.isEmpty()) {
            throw said.orElseThrow()
                    .refusal(
                            "asks for " + mode.code() + " without sslrootcert",
                            "give sslrootcert=FILE (PEM), or sslrootcert=system for the CAs that this Java trusts");
        }
        if (root.map(Given::value).equals(Optional.of("system"))) {
            if (mode != Tls.Mode.VERIFY_FULL) {
                throw root.get()
                        .refusal("has sslrootcert=system with sslmode=" + mode.code(), "it goes with verify-full only");
            }
            root = Optional.empty();
        }
        return mode == Tls.Mode.DISABLE
                ? Tls.DISABLED
                : new Tls(mode, root.map(UrlMeaning::file), cert.map(UrlMeaning::file), key.map(UrlMeaning::file));
    }

    /** What {@code ssl} stands for in the dialect, in the words of {@code sslmode}, or that itself. */
    private Optional<Given> sslmode() {
        Optional<Given> sslmode = Optional.ofNullable(given.get(Parameter.SSLMODE));
        Optional<Given> ssl = Optional.ofNullable(given.get(Parameter.SSL))
                .map(said -> new Given(
                        said.place(),
                        said.word(),
                        dialect.ssl(said.value())
                                .orElseThrow(() -> said.refusal(
                                        "has an unknown ssl",
                                        "accepted are " + dialect.sslValues() + ", or sslmode in its place"))
                                .code()));
        if (!dialect.sslmodeWins()
                && ssl.isPresent()
                && sslmode.isPresent()
                && !ssl.get().value().equals(sslmode.get().value())) {
            throw ssl.get().refusal("says ssl and sslmode, which differ", "say sslmode");
        }
        return sslmode.or(() -> ssl).or(() -> variables.find(Parameter.SSLMODE));
    }

    private static Tls.Mode mode(Given said) {
        return Tls.Mode.find(said.value())
                .orElseThrow(() -> said.refusal("has an unknown sslmode", "accepted are " + Tls.Mode.all()));
    }

    private static Path file(Given said) {
        return FilePath.of(said.toString(), said.value());
    }

    private static Duration connectTimeout(Given said) {
        if (!said.value().startsWith("P")) {
            return Duration.ofSeconds(said.number("connect time-out", 5, MAX_CONNECT_SECONDS));
        }
        try {
            Duration duration = Duration.parse(said.value());
            if (duration.toNanosPart() == 0) {
                return Duration.ofSeconds(new Given(said.place(), said.word(), Long.toString(duration.toSeconds()))
                        .number("connect time-out", 5, MAX_CONNECT_SECONDS));
            }
        } catch (DateTimeException e) {
            // refused below, as fractions of a second are
        }
        throw said.refusal("has a connect time-out of another form", "write whole seconds, or PT5S");
    }
}
