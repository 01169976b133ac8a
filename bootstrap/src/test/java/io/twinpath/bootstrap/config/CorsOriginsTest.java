package io.twinpath.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorsOriginsTest {
    private static Set<String> read(Map<String, String> environment) {
        return CorsOrigins.of(Configuration.load(environment, Optional.empty()));
    }

    @Test
    void none_are_allowed_by_default() {
        assertThat(read(Map.of())).isEmpty();
    }

    @Test
    void origins_stand_with_commas_between_them() {
        assertThat(
                        read(
                                Map.of(
                                        "TWINPATH_HTTP_CORS_ORIGINS",
                                        "https://app.example.org, http://localhost:5173,http://[::1]:8080,https://xn--bcher-kva.example")))
                .containsExactlyInAnyOrder(
                        "https://app.example.org",
                        "http://localhost:5173",
                        "http://[::1]:8080",
                        "https://xn--bcher-kva.example");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* | every page on the web",
                "https://a.example,* | every page on the web",
                "null | every page on the web",
                "https://a.example/ | without a path",
                "https://a.example/path | not 'https://a.example/path'",
                "HTTPS://a.example | in lower case",
                "https://*.a.example | as browsers send them",
                "a.example | such as https://app.example.org",
                "ftp://a.example | such as https://app.example.org",
                "https://user@a.example | such as https://app.example.org",
                "https://a.example, | not ''",
                "https://a.example:443 | leave out :443",
                "http://a.example:80 | leave out :80"
            })
    void what_no_browser_sends_is_refused(String origins, String word) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> read(Map.of("TWINPATH_HTTP_CORS_ORIGINS", origins)))
                .withMessageStartingWith("TWINPATH_HTTP_CORS_ORIGINS ")
                .withMessageContaining(word);
    }
}
