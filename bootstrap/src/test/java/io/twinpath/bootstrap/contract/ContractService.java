package io.twinpath.bootstrap.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinpath.bootstrap.TwinpathProcess;
import io.twinpath.persistence.sync.TestDatabase;
import io.twinpath.persistence.sync.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The built distribution as a process, with ann, whose password is that of the examples, and others like her. */
final class ContractService implements AutoCloseable {
    static final String PASSWORD = "twinpath-demo";

    private final TestDatabase database = TestPostgres.emptyDatabase();
    private final Map<String, String> ids = new HashMap<>();
    private final TwinpathProcess process;
    private final int port;

    ContractService(Path home, String... others) {
        Map<String, String> environment = TwinpathProcess.prepare(home, database, PASSWORD);
        Arrays.stream(others).forEach(this::addLikeAnn);
        environment.put("TWINPATH_DATABASE_ASYNC_URL", TwinpathProcess.url(database.async()));
        environment.put("TWINPATH_DATABASE_SYNC_URL", TwinpathProcess.url(database.sync()));
        environment.put("TWINPATH_TOKEN_SECRET", "a secret of the contract's tests, long enough");
        environment.put("TWINPATH_HTTP_PORT", "0");
        environment.put("TWINPATH_HEALTH_PUBLIC", "true");
        process = TwinpathProcess.start(environment, "serve");
        port = Integer.parseInt(
                process.awaitOutput("Serving on http://127.0.0.1:(\\d+)").group(1));
        await().until(() -> once(Draft.of("GET", "/health/ready")).status() == 200);
    }

    int port() {
        return port;
    }

    TwinpathProcess process() {
        return process;
    }

    /** On a connection of its own. */
    Reply once(Draft draft) {
        try (Wire wire = new Wire(port)) {
            Optional<Reply> reply = wire.exchange(draft);
            assertThat(reply).as("%s: %s", wire.silence(), draft.reproduction()).isPresent();
            return reply.orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives one of the others back what they log in with, whatever they have made of it, and logs them in. */
    String logInAgain(String name) {
        database.execute("UPDATE users SET username = '" + name + "', email = '" + name + "@example.org',"
                + " password_hash = (SELECT password_hash FROM users WHERE username = 'ann') WHERE id = "
                + ids.get(name));
        return logIn(name);
    }

    /** A new access token, as soon as one is given: passwords are checked so many at a time. */
    String logIn(String name) {
        Draft draft = Draft.of("POST", "/api/v1/auth/login")
                .header("Content-Type", "application/json")
                .body(("{\"login\":\"" + name + "\",\"password\":\"" + PASSWORD + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
        return token(await().atMost(Duration.ofSeconds(60)).until(() -> once(draft), reply -> reply.status() == 200));
    }

    static String token(Reply reply) {
        try {
            JsonNode json = new ObjectMapper().readTree(reply.body());
            return json.path("access_token").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private void addLikeAnn(String name) {
        String id = database.query(
                        "INSERT INTO users (username, email, full_name, role, password_hash) SELECT '" + name + "', '"
                                + name + "@example.org', 'Like Ann', 'user', password_hash FROM users"
                                + " WHERE username = 'ann' RETURNING id")
                .get(0);
        ids.put(name, id);
    }
}
