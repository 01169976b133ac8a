package io.twinpath.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.persistence.sync.TestDatabase;
import io.twinpath.persistence.sync.TestPostgres;
import io.twinpath.rest.TokenKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keys of the built distribution exchanged as {@code ops/configuration.md} has it, while it runs. */
class KeyRotationIT {
    private static final String PASSWORD = "correct horse battery";

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private String base = "";

    @Test
    void keys_are_exchanged_without_a_restart_and_without_refusing_anyone(@TempDir Path home)
            throws IOException, InterruptedException {
        TestDatabase database = TestPostgres.emptyDatabase();
        Path keys = home.resolve("keys");
        Map<String, String> environment = TwinpathProcess.prepare(home, database, PASSWORD);
        environment.put("TWINPATH_TOKEN_KEYS", keys.toString());
        environment.put("TWINPATH_HTTP_PORT", "0");
        String[] made = TwinpathProcess.run(0, environment, "", "key", "new", keys.toString())
                .split(" ");
        String old = made[0];
        try (TwinpathProcess service = TwinpathProcess.start(environment, "serve")) {
            base = service.awaitOutput("Serving on (http://127.0.0.1:\\d+)").group(1);
            await().until(() -> get("/health/ready", "").statusCode() == 200);
            String before = logIn();
            assertThat(header(before)).contains(old);
            assertThat(publicKeys()).contains(old);

            KeyPair pair = TokenKey.generate();
            String next = TokenKey.verifying((ECPublicKey) pair.getPublic()).id();
            write(keys.resolve("published.pem"), "PUBLIC KEY", pair.getPublic());
            await().until(() -> publicKeys().contains(next));
            assertThat(header(logIn())).contains(old);

            write(keys.resolve("the-next.pem"), "PRIVATE KEY", pair.getPrivate());
            await().until(() -> header(logIn()).contains(next));
            String after = logIn();
            assertThat(profileStatus(before)).isEqualTo(200);
            assertThat(profileStatus(after)).isEqualTo(200);

            Files.writeString(keys.resolve("zz.pem"), "-----BEGIN PRIVATE KEY-----\nhalf written");
            service.awaitOutput("The keys of access tokens stay as they were: [^\n]*zz.pem");
            assertThat(profileStatus(before)).isEqualTo(200);
            Files.delete(keys.resolve("zz.pem"));

            Files.delete(Path.of(made[1]));
            await().until(() -> profileStatus(before) == 401);
            assertThat(profileStatus(after)).isEqualTo(200);
            assertThat(publicKeys()).contains(next).doesNotContain(old, "\"d\":");
            service.terminate();
            assertThat(service.output()).doesNotContain("half written", before, after);
        }
    }

    private static void write(Path file, String kind, Key key) throws IOException {
        Path unfinished = Files.createTempFile(file.getParent(), ".", ".unfinished");
        Files.writeString(
                unfinished,
                "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(key.getEncoded())
                        + "\n-----END " + kind + "-----\n");
        Files.move(unfinished, file);
    }

    private String logIn() {
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(base + "/api/v1/auth/login"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"login\":\"ann\",\"password\":\"" + PASSWORD + "\"}")));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body().replaceFirst(".*\"access_token\":\"([^\"]+)\".*", "$1");
    }

    private String publicKeys() {
        return get("/.well-known/jwks.json", "").body();
    }

    private int profileStatus(String token) {
        return get("/api/v1/profile", token).statusCode();
    }

    private HttpResponse<String> get(String path, String token) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer " + token));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String header(String token) {
        return new String(Base64.getUrlDecoder().decode(token.replaceFirst("\\..*", "")), StandardCharsets.UTF_8);
    }
}
