package io.twinpath.bootstrap.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every key there is. In a file it is {@link #fileName} ({@code http.port}), in the environment {@link #variable}
 * ({@code TWINPATH_HTTP_PORT}). A secret may also stand in a file of its own, named by the key with {@code .file} or
 * {@code _FILE} after it.
 */
public enum Key {
    DATABASE_URL(null, true, "postgresql://user:password@host:port/database, the database of both paths"),
    DATABASE_ASYNC_URL(null, true, "the async path's own database URL, where it differs"),
    DATABASE_ASYNC_USER(null, false, "the async path's own user, where only that differs"),
    DATABASE_ASYNC_PASSWORD(null, true, "the async path's own password"),
    DATABASE_SYNC_URL(null, true, "the sync path's own database URL, where it differs"),
    DATABASE_SYNC_USER(null, false, "the sync path's own user, where only that differs"),
    DATABASE_SYNC_PASSWORD(null, true, "the sync path's own password"),
    DATABASE_ASYNC_POOL_SIZE("10", false, "connections of the async path"),
    DATABASE_SYNC_POOL_SIZE("10", false, "connections of the sync path"),
    DATABASE_MAX_WAITING(
            "1000", false, "calls on either path that may wait for a connection; more are refused at once"),
    DATABASE_ACQUIRE_TIMEOUT("150ms", false, "longest wait of the async path for a connection"),
    DATABASE_STATEMENT_TIMEOUT("500ms", false, "the server ends a statement after this"),
    DATABASE_LOCK_TIMEOUT("300ms", false, "the server ends a wait for a lock after this"),
    FALLBACK_DEADLINE("2s", false, "for a whole call, both attempts together"),
    FALLBACK_ASYNC_LIMIT("600ms", false, "for the attempt on the async path"),
    FALLBACK_SYNC_LIMIT("800ms", false, "for the attempt on the sync path"),
    BREAKER_WINDOW("20", false, "calls of which half must fail for a path to be left alone"),
    BREAKER_MINIMUM_CALLS("5", false, "calls before a path may be left alone"),
    BREAKER_OPEN("1s", false, "how long a path is left alone before trials"),
    BREAKER_TRIALS("3", false, "trials, one after another, that must succeed for a path to be in use again"),
    COALESCE(
            "on",
            false,
            "whether reads that wait for a path at the same time are asked for in one statement: on or off"),
    HEDGE(
            "false",
            false,
            "whether a read that is slow on the async path is asked of the sync path too, one of 20 at most"),
    STALE_IF_ERROR("off", false, "how old an answer to a read may be that is given again while both paths are down"),
    WRITES_PER_USER("1000", false, "changes a user may make in 24 hours, which is how long each is remembered"),
    HTTP_HOST("127.0.0.1", false, "address the public listener binds; 0.0.0.0 for all"),
    HTTP_PORT("8000", false, "port of the public listener; 0 for any free one"),
    WEB_HOST("127.0.0.1", false, "address the web page's listener binds; 0.0.0.0 for all"),
    WEB_PORT("3000", false, "port of the web page's listener, which has the API too; 0 for any free one, or off"),
    HTTP_MAX_WAITING("1000", false, "requests that may wait for a worker; more are refused at once"),
    HTTP_MAX_IN_PROGRESS(
            "2000", false, "requests without an answer yet, whatever they wait for; more are refused at once"),
    HTTP_READ_LIMIT("10s", false, "for a request to arrive, from its first byte to its last"),
    HTTP_WRITE_LIMIT("10s", false, "for an answer to be taken"),
    HTTP_TLS_CERTIFICATE(
            null,
            false,
            "file with the certificate of the public listeners and those that signed it, PEM; none: no TLS"),
    HTTP_TLS_KEY(null, false, "file with the key of that certificate, PEM, PKCS #8, not encrypted; RSA or EC"),
    HTTP_CORS_ORIGINS(
            "off", false, "origins whose pages may read answers, such as https://app.example.org, with commas; or off"),
    HTTP_TRUSTED_PROXIES(
            null,
            false,
            "proxies in front, as addresses or networks with commas between them, whose X-Forwarded-For tells the address of a caller"),
    DRAIN_DELAY(
            "1s",
            false,
            "how long the service goes on, not ready, when it is told to stop, for others to learn of it; or off"),
    MANAGEMENT_HOST(
            "127.0.0.1",
            false,
            "address the management listener binds, for operators only; it answers under that, an address or localhost"),
    MANAGEMENT_PORT("9000", false, "port of the management listener; 0 for any free one"),
    HEALTH_PUBLIC("false", false, "whether /api/v1/health/database shows everyone which path is in use"),
    ACCESS_LOG("false", false, "a line in the log for each request, without query, token and body"),
    TOKEN_KEYS(
            null,
            false,
            "folder of *.pem with the keys of access tokens, ES256; the last private one signs; read again as it changes"),
    TOKEN_SECRET(null, true, "signs access tokens instead, HS256; at least 32 bytes"),
    TOKEN_ISSUER(null, false, "URL of an OpenID Connect issuer whose access tokens are accepted instead of our own"),
    TOKEN_AUDIENCE("twinpath-api", false, "what an access token's aud must name"),
    TOKEN_USER_CLAIM("sub", false, "the claim of that issuer's tokens that holds the user's id"),
    TOKEN_LIFETIME("1h", false, "how long an access token is valid"),
    CALLER_RATE(
            "100",
            false,
            "requests a second of one caller, on average and twice that at once; more are refused; or off"),
    LOGIN_CONCURRENCY("2", false, "passwords checked at a time; each takes 19 MiB and a core"),
    LOGIN_MAX_WAITING("64", false, "log-ins that may wait for that; more are refused at once"),
    LOGIN_FAILURES(
            "10",
            false,
            "wrong passwords for one account from one address in a quarter of an hour; then these two wait; or off");

    private static final String PREFIX = "TWINPATH_";

    private final @Nullable String defaultValue;
    private final boolean secret;
    private final String meaning;

    Key(@Nullable String defaultValue, boolean secret, String meaning) {
        this.defaultValue = defaultValue;
        this.secret = secret;
        this.meaning = meaning;
    }

    /** {@code DATABASE_URL} has no prefix: it is what hosts and other tools already set. */
    public String variable() {
        return this == DATABASE_URL ? name() : PREFIX + name();
    }

    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    public boolean secret() {
        return secret;
    }

    public String meaning() {
        return meaning;
    }

    /** Whether the variable claims to be ours and so must be known. */
    static boolean isOurs(String variable) {
        return variable.startsWith(PREFIX)
                || variable.equals(DATABASE_URL.variable())
                || variable.equals(DATABASE_URL.variable() + "_FILE");
    }

    static Optional<Key> find(Predicate<Key> wanted) {
        return Arrays.stream(values()).filter(wanted).findFirst();
    }
}
