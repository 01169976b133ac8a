package io.twinpath.bootstrap.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.twinpath.bootstrap.config.ConfigException;
import io.twinpath.bootstrap.config.Configuration;
import io.twinpath.rest.AccessTokens;
import io.twinpath.rest.ExternalIssuer;
import io.twinpath.rest.TokenAuthority;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTest {
    private static final String SECRET = "a secret that is long enough for HS256";

    @AutoClose("shutdownNow")
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor();

    private TokenAuthority of(Map<String, String> environment) {
        return Tokens.of(Configuration.load(environment, Optional.empty()), background);
    }

    private void assertRefused(Map<String, String> environment, String... words) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> of(environment))
                .satisfies(refusal ->
                        assertThat(refusal.getMessage()).contains(words).doesNotContain(SECRET, "hunter2"));
    }

    @Test
    void exactly_one_kind_of_tokens_must_be_chosen() {
        assertRefused(
                Map.of(),
                "none of TWINPATH_TOKEN_KEYS, TWINPATH_TOKEN_SECRET, TWINPATH_TOKEN_ISSUER is set; set exactly one",
                "twinpath key new FOLDER");
        assertRefused(
                Map.of("TWINPATH_TOKEN_SECRET", SECRET, "TWINPATH_TOKEN_KEYS", "/keys"),
                "TWINPATH_TOKEN_KEYS, TWINPATH_TOKEN_SECRET are set; set exactly one");
    }

    @Test
    void a_secret_makes_tokens_of_our_own_and_an_issuer_none(@TempDir Path empty) {
        assertThat(of(Map.of("TWINPATH_TOKEN_SECRET", SECRET))).isInstanceOf(AccessTokens.class);
        assertThat(of(Map.of("TWINPATH_TOKEN_ISSUER", "http://127.0.0.1:1"))).isInstanceOf(ExternalIssuer.class);
        assertRefused(Map.of("TWINPATH_TOKEN_KEYS", empty.toString()), "no private key");
    }

    @Test
    void a_short_secret_is_refused() {
        assertRefused(Map.of("TWINPATH_TOKEN_SECRET", "short"), "TWINPATH_TOKEN_SECRET must have at least 32 bytes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://login.example.org",
                "https://ann:hunter2@login.example.org",
                "https://login.example.org?realm=hunter2",
                "https://login.example.org#x",
                "login.example.org",
                "https://",
                "https:// hunter2",
                ""
            })
    void an_issuer_that_is_no_safe_url_is_refused_and_not_shown(String url) {
        assertRefused(Map.of("TWINPATH_TOKEN_ISSUER", url), "TWINPATH_TOKEN_ISSUER must be a URL");
    }
}
