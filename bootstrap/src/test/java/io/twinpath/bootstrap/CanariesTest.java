package io.twinpath.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

/** A scan that finds nothing is worth something only where it would have found it. */
class CanariesTest {
    private final Canaries canaries = new Canaries();
    private final String secret = canaries.make("password");

    @Test
    void a_planted_leak_is_found_and_said_where() {
        canaries.scan("the log", "{\"message\":\"No connection to postgresql://app:" + secret + "@db/app\"}");
        assertThat(canaries.leaks()).containsExactly("the password in the log");
    }

    @Test
    void so_is_one_that_is_encoded_or_cut_short() {
        canaries.scan("a URL", "?password=" + URLEncoder.encode(secret, StandardCharsets.UTF_8) + "&x");
        canaries.scan("a header", Base64.getEncoder().encodeToString((secret + "!").getBytes(StandardCharsets.UTF_8)));
        canaries.scan("JSON", secret.replace("/", "\\/"));
        canaries.scan("an abbreviation", secret.substring(0, secret.length() - 5) + "...");
        assertThat(canaries.leaks()).hasSize(4);
    }

    @Test
    void another_secret_of_the_same_kind_is_none() {
        canaries.scan("the log", new Canaries().make("password") + " canary/");
        assertThat(canaries.leaks()).isEmpty();
    }
}
