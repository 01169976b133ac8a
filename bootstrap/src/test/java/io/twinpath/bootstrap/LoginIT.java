package io.twinpath.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.twinpath.persistence.sync.PostgresProxy;
import io.twinpath.persistence.sync.TestDatabase;
import io.twinpath.persistence.sync.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Log-in and log-out at the built distribution, behind a proxy that it trusts. */
class LoginIT {
    private static final String PASSWORD = "correct horse battery";
    private static final String HOME = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.1";

    private final HttpClient client = HttpClient.newHttpClient();
    private final TestDatabase database = TestPostgres.emptyDatabase();
    private String base = "";

    @Test
    void passwords_are_not_guessed_weak_hashes_are_replaced_and_log_out_needs_one_path(@TempDir Path home)
            throws InterruptedException {
        try (PostgresProxy async = new PostgresProxy(database.async());
                TwinpathProcess service = serve(async, home)) {
            base = service.awaitOutput("Serving on (http://127.0.0.1:\\d+)").group(1);
            await().until(() -> send(to("/health/ready")).statusCode() == 200);

            database.execute("UPDATE users SET password_hash = '" + weakHash() + "'");
            String token = token(logIn(HOME, PASSWORD));
            await("a better hash").until(() -> hash().startsWith("$argon2id$v=19$m=19456,t=2,p=1$"));
            assertThat(profile(token)).as("no token ends with the old hash").isEqualTo(200);
            token = token(logIn(HOME, PASSWORD));

            for (int i = 0; i < 3; i++) {
                assertThat(logIn(ELSEWHERE, "wrong").statusCode()).isEqualTo(401);
            }
            HttpResponse<String> throttled = logIn(ELSEWHERE, PASSWORD);
            assertThat(throttled.statusCode()).isEqualTo(429);
            assertThat(throttled.headers().firstValue("Retry-After")).isPresent();
            assertThat(logIn("203.0.113.77, " + HOME, PASSWORD).statusCode())
                    .as("what stands in front of the proxy's own word may be invented")
                    .isEqualTo(200);

            async.cut();
            assertThat(logOut(token)).as("by the sync path").isEqualTo(204);
            assertThat(profile(token)).isEqualTo(401);
            assertThat(logOut(token)).isEqualTo(401);
            assertThat(database.query("SELECT fields::text FROM audit_trail ORDER BY id"))
                    .isEqualTo(List.of("{password_hash}", "{tokens}"));

            service.terminate();
            assertThat(service.output())
                    .contains("Log-ins of one account are throttled", ELSEWHERE)
                    .doesNotContain(PASSWORD, token, "wrong", "\"ann");
        }
    }

    private static String weakHash() {
        return com.password4j.Password.hash(PASSWORD)
                .addRandomSalt(16)
                .with(Argon2Function.getInstance(1024, 1, 1, 32, Argon2.ID))
                .getResult();
    }

    private String hash() {
        return database.query("SELECT password_hash FROM users").get(0);
    }

    private TwinpathProcess serve(PostgresProxy async, Path home) {
        Map<String, String> environment = TwinpathProcess.prepare(home, database, PASSWORD);
        environment.put("TWINPATH_DATABASE_ASYNC_URL", TwinpathProcess.url(async.address()));
        environment.put("TWINPATH_DATABASE_SYNC_URL", TwinpathProcess.url(database.sync()));
        environment.put("TWINPATH_TOKEN_SECRET", "a secret of the log-in's test, long enough");
        environment.put("TWINPATH_HTTP_PORT", "0");
        environment.put("TWINPATH_HTTP_TRUSTED_PROXIES", "127.0.0.1");
        environment.put("TWINPATH_LOGIN_FAILURES", "3");
        return TwinpathProcess.start(environment, "serve");
    }

    private HttpResponse<String> logIn(String from, String password) {
        return send(to("/api/v1/auth/login")
                .header("Content-Type", "application/json")
                .header("X-Forwarded-For", from)
                .POST(BodyPublishers.ofString("{\"login\":\"ann\",\"password\":\"" + password + "\"}")));
    }

    private static String token(HttpResponse<String> loggedIn) {
        assertThat(loggedIn.statusCode()).as(loggedIn.body()).isEqualTo(200);
        return loggedIn.body().replaceFirst(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    private int profile(String token) {
        return send(to("/api/v1/profile").header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private int logOut(String token) {
        return send(to("/api/v1/auth/logout")
                        .header("Authorization", "Bearer " + token)
                        .POST(BodyPublishers.noBody()))
                .statusCode();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
