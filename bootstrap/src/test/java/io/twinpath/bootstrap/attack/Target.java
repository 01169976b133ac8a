package io.twinpath.bootstrap.attack;

import static org.awaitility.Awaitility.await;

import io.twinpath.bootstrap.TwinpathProcess;
import io.twinpath.persistence.sync.TestDatabase;
import io.twinpath.persistence.sync.TestPostgres;
import io.twinpath.rest.TokenKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The built distribution as a process, with its signing key known to the attacker's better half. */
final class Target implements AutoCloseable {
    static final String PASSWORD = "twinpath?demo";
    static final String ORIGIN = "https://app.example.org";

    /** So many guesses of one password are answered like one. */
    static final int FAILURES = 20;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KeyPair key = TokenKey.generate();
    private final TestDatabase database = TestPostgres.emptyDatabase();
    private final Map<String, Long> ids = new HashMap<>();
    private final Map<Door, Integer> ports = new EnumMap<>(Door.class);
    private final TwinpathProcess process;

    /** @param others users like ann, with her password */
    Target(Path home, String... others) throws IOException {
        Map<String, String> environment = TwinpathProcess.prepare(home, database, PASSWORD);
        ids.put("ann", Long.parseLong(database.query("SELECT id FROM users").get(0)));
        for (String name : others) {
            addLikeAnn(name);
        }
        environment.put("TWINPATH_DATABASE_ASYNC_URL", TwinpathProcess.url(database.async()));
        environment.put("TWINPATH_DATABASE_SYNC_URL", TwinpathProcess.url(database.sync()));
        environment.put("TWINPATH_TOKEN_KEYS", keys(home).toString());
        environment.put("TWINPATH_HTTP_PORT", "0");
        environment.put("TWINPATH_HTTP_READ_LIMIT", "1s");
        environment.put("TWINPATH_HTTP_CORS_ORIGINS", ORIGIN);
        environment.put("TWINPATH_LOGIN_FAILURES", Integer.toString(FAILURES));
        process = TwinpathProcess.start(environment, "serve");
        ports.put(Door.API, port("Serving on http://127.0.0.1:(\\d+)"));
        ports.put(Door.WEB, port("Web page on http://127.0.0.1:(\\d+)/"));
        ports.put(Door.MANAGEMENT, port("Metrics on http://127.0.0.1:(\\d+)/metrics"));
        await().until(() -> send(Sent.get("/health/ready")).get(0).status() == 200);
    }

    /** A token with nothing wrong. */
    Token tokenOf(String name) {
        return Token.of(ids.get(name), kid(), key);
    }

    long id(String name) {
        return ids.get(name);
    }

    String kid() {
        return TokenKey.verifying(publicKey()).id();
    }

    ECPublicKey publicKey() {
        return (ECPublicKey) key.getPublic();
    }

    String log() {
        return process.output();
    }

    void execute(String sql) {
        database.execute(sql);
    }

    String hash(String name) {
        return database.query("SELECT password_hash FROM users WHERE username = '" + name + "'")
                .get(0);
    }

    /** On a connection of its own: all that is answered until it ends. */
    List<Got> send(Sent sent) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports.get(sent.door()))) {
            socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            socket.getOutputStream().write(sent.bytes());
            return Got.all(socket.getInputStream().readAllBytes(), sent.isHead());
        } catch (IOException e) {
            throw new UncheckedIOException(sent.toString(), e);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private int port(String line) {
        return Integer.parseInt(process.awaitOutput(line).group(1));
    }

    private Path keys(Path home) throws IOException {
        Path folder = Files.createDirectory(home.resolve("keys"));
        Path file = Files.createTempFile(folder, "key", ".pem");
        String text = Base64.getMimeEncoder().encodeToString(key.getPrivate().getEncoded());
        Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
        return folder;
    }

    private void addLikeAnn(String name) {
        String id = database.query(
                        "INSERT INTO users (username, email, full_name, role, password_hash) SELECT '" + name + "', '"
                                + name + "@example.org', 'Like Ann', 'user', password_hash FROM users"
                                + " WHERE username = 'ann' RETURNING id")
                .get(0);
        ids.put(name, Long.parseLong(id));
    }
}
