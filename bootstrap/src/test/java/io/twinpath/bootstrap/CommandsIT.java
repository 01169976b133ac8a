package io.twinpath.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinpath.persistence.sync.TestDatabase;
import io.twinpath.persistence.sync.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands of the built distribution, as a shell sees them. */
class CommandsIT {
    @TempDir
    private Path home;

    @Test
    void the_version_is_that_of_the_build_and_of_java() {
        assertThat(run(0, "--version"))
                .contains("twinpath 0.")
                .contains("Java " + Runtime.version().feature());
    }

    @Test
    void it_starts_with_the_classes_that_the_build_read() {
        assertThat(TwinpathProcess.run(0, Map.of("TWINPATH_JAVA_OPTS", "-Xlog:class+load"), "", "--version"))
                .containsPattern("io\\.twinpath\\.bootstrap\\.Main source: shared objects file");
    }

    @Test
    void another_collector_can_be_chosen() {
        assertThat(TwinpathProcess.run(0, Map.of("TWINPATH_JAVA_OPTS", "-XX:+UseG1GC -Xlog:gc"), "", "--version"))
                .contains("Using G1", "twinpath 0.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dev",
                "serve",
                "migrate",
                "token",
                "key",
                "key new",
                "doctor",
                "status",
                "user",
                "user add",
                "user list",
                "user deactivate",
                "user set-password"
            })
    void every_command_explains_itself_and_its_exit_codes(String command) {
        String[] arguments = (command + " --help").strip().split(" ");
        assertThat(run(0, arguments))
                .contains("Usage: twinpath " + command)
                .contains("--config=FILE")
                .contains("Exit codes:")
                .contains("the configuration was wrong");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serv", "serve --prot 1", "user", "user add ann", "key", "key new", "migrate now"})
    void a_wrong_command_line_is_2_and_says_how_it_goes(String command) {
        assertThat(run(2, command.isEmpty() ? new String[0] : command.split(" ")))
                .containsAnyOf("Usage: twinpath", "Did you mean: twinpath serve");
    }

    @Test
    void an_unknown_key_is_3_and_names_the_nearest() {
        assertThat(TwinpathProcess.run(3, environment("TWINPATH_HTTP_PROT", "80"), "", "serve"))
                .isEqualTo(
                        "twinpath: unknown environment variable TWINPATH_HTTP_PROT; did you mean TWINPATH_HTTP_PORT?");
    }

    @Test
    void a_service_is_not_started_without_a_key_of_its_own_which_a_command_makes() {
        Map<String, String> environment = environment("DATABASE_URL", "postgresql://app@127.0.0.1/app");
        assertThat(TwinpathProcess.run(3, environment, "", "serve")).contains("twinpath key new FOLDER");
        Path keys = home.resolve("keys");
        assertThat(run(0, "key", "new", keys.toString()))
                .matches("[A-Za-z0-9_-]{43} " + keys + "/[0-9]{8}T[0-9]{9}Z\\.pem");
    }

    @Test
    void a_short_secret_is_refused_and_not_shown() throws IOException {
        Path file = Files.writeString(home.resolve("secret"), "short-secret\n");
        Map<String, String> environment = environment("TWINPATH_TOKEN_SECRET_FILE", file.toString());
        environment.put("DATABASE_URL", "postgresql://app@127.0.0.1/app");
        assertThat(TwinpathProcess.run(3, environment, "", "serve"))
                .contains("TWINPATH_TOKEN_SECRET must have at least 32 bytes")
                .doesNotContain("short-secret");
    }

    @Test
    void a_database_that_is_not_there_is_4_and_its_password_is_not_shown() {
        Map<String, String> environment =
                environment("DATABASE_URL", "postgresql://app:hunter2hunter2@127.0.0.1:1/app");
        for (String[] command : new String[][] {{"migrate"}, {"user", "list"}}) {
            assertThat(TwinpathProcess.run(4, environment, "", command))
                    .contains("Connection refused")
                    .doesNotContain("hunter2");
        }
    }

    @Test
    void the_doctor_s_exit_code_is_that_of_the_first_fault() {
        TestDatabase database = TestPostgres.freshDatabase();
        Map<String, String> healthy = environment("DATABASE_URL", TwinpathProcess.url(database.sync()));
        assertThat(TwinpathProcess.run(0, healthy, "", "doctor"))
                .contains("async  log-in      OK", "sync   log-in      OK", "owner  migrations  OK")
                .doesNotContain(database.sync().password());
        assertThat(run(11, "doctor", "--json", "postgresql://app:hunter2hunter2@127.0.0.1:1/app"))
                .startsWith("[")
                .contains("\"fault\" : \"PORT_CLOSED\"", "\"exit_code\" : 11")
                .endsWith("]")
                .doesNotContain("hunter2");
    }

    @Test
    void the_status_of_a_service_that_does_not_answer_is_4() {
        assertThat(run(4, "status", "--once", "http://127.0.0.1:1"))
                .isEqualTo("twinpath: no service answers at http://127.0.0.1:1: nothing listens there");
        assertThat(TwinpathProcess.run(4, environment("TWINPATH_MANAGEMENT_PORT", "1"), "", "status", "--once"))
                .contains("http://127.0.0.1:1:");
        assertThat(run(2, "status")).contains("any free one: give the URL");
    }

    @Test
    void users_are_added_listed_and_ended() {
        TestDatabase database = TestPostgres.freshDatabase();
        Map<String, String> environment = environment("DATABASE_URL", TwinpathProcess.url(database.owner()));
        assertThat(TwinpathProcess.run(
                        0,
                        environment,
                        "a good password\n",
                        "user",
                        "add",
                        "carl",
                        "--email=carl@example.org",
                        "--full-name=Carl C",
                        "--role=admin",
                        "--password-stdin"))
                .isEqualTo("Added carl with id 101");
        assertThat(TwinpathProcess.run(
                        5,
                        environment,
                        "a good password\n",
                        "user",
                        "add",
                        "CARL",
                        "--email=c@example.org",
                        "--password-stdin"))
                .isEqualTo("twinpath: username is already taken");
        assertThat(TwinpathProcess.run(
                        5, environment, "short\n", "user", "add", "dora", "--email=d@example.org", "--password-stdin"))
                .isEqualTo("twinpath: password must have at least 8 characters");
        assertThat(TwinpathProcess.run(2, environment, "", "user", "add", "dora", "--email=d@example.org"))
                .contains("There is no terminal to ask for the password");
        assertThat(TwinpathProcess.run(0, environment, "", "user", "deactivate", "carl"))
                .isEqualTo("Deactivated carl");
        assertThat(TwinpathProcess.run(5, environment, "", "user", "deactivate", "nobody"))
                .isEqualTo("twinpath: no user nobody");
        assertThat(TwinpathProcess.run(
                        0, environment, "another password\n", "user", "set-password", "carl", "--password-stdin"))
                .isEqualTo("Password set for carl");
        assertThat(TwinpathProcess.run(0, environment, "", "user", "list").lines())
                .hasSize(5)
                .last()
                .asString()
                .matches("101 +carl +carl@example.org +admin +no +Carl C");
    }

    @Test
    void dev_keeps_its_data_and_prints_a_line_that_works() throws IOException, InterruptedException {
        for (String expected : new String[] {"Added carl with id 4", "username is already taken"}) {
            try (TwinpathProcess dev = TwinpathProcess.start(environment("TWINPATH_HTTP_PORT", "0"), "dev")) {
                dev.awaitOutput("Ctrl-C stops it");
                MatchResult curl = dev.awaitOutput("curl -H \"Authorization: (Bearer \\S+)\" (http://\\S+/profile)");
                HttpResponse<String> response = get(curl.group(2), curl.group(1));
                assertThat(response.statusCode()).as(dev.output()).isEqualTo(200);
                assertThat(response.body()).contains("\"id\":1,\"username\":\"ann\"");

                MatchResult logIn =
                        dev.awaitOutput("curl -H '(Content-Type): (\\S+)' -d '(\\S+)' (http\\S+/auth/login)");
                assertThat(post(logIn.group(4), curl.group(1), logIn.group(3)))
                        .as("the printed log-in works, also after its password was changed in an earlier run")
                        .isEqualTo(200);
                String change = "{\"current_password\":\"twinpath-demo\",\"new_password\":\"something else\"}";
                assertThat(post(logIn.group(4).replace("login", "password"), curl.group(1), change))
                        .isEqualTo(200);

                String token = run(0, "token", "bob");
                assertThat(get(curl.group(2), "Bearer " + token).body()).contains("\"username\":\"bob\"");
                assertThat(get(curl.group(2), "Bearer " + run(0, "token", "eve"))
                                .statusCode())
                        .isEqualTo(401);

                assertThat(run(3, "dev")).contains("another 'twinpath dev' uses the data");
                assertThat(TwinpathProcess.run(
                                expected.startsWith("Added") ? 0 : 5,
                                environment("HOME", home.toString()),
                                "a good password\n",
                                "user",
                                "--dev",
                                "add",
                                "carl",
                                "--email=carl@example.org",
                                "--password-stdin"))
                        .contains(expected);
                dev.terminate();
            }
        }
        assertThat(run(3, "token", "ann")).contains("no development service is running");
    }

    @Test
    void dev_leaves_nothing_of_an_ephemeral_run() throws InterruptedException {
        Map<String, String> environment = environment("TWINPATH_HTTP_PORT", "0");
        environment.put("TWINPATH_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Djava.io.tmpdir=" + home);
        try (TwinpathProcess dev = TwinpathProcess.start(environment, "dev", "--ephemeral")) {
            dev.awaitOutput("Ctrl-C stops it");
            dev.terminate();
        }
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void dev_listens_to_nobody_else() {
        assertThat(TwinpathProcess.run(3, environment("TWINPATH_HTTP_HOST", "0.0.0.0"), "", "dev"))
                .contains("dev listens on loopback only");
    }

    private String run(int exitCode, String... arguments) {
        return TwinpathProcess.run(exitCode, environment("HOME", home.toString()), "", arguments);
    }

    private Map<String, String> environment(String name, String value) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", home.toString());
        environment.put(name, value);
        return environment;
    }

    private static HttpResponse<String> get(String url, String authorization) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Authorization", authorization)
                                .build(),
                        BodyHandlers.ofString());
    }

    private static int post(String url, String authorization, String body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Authorization", authorization)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }
}
