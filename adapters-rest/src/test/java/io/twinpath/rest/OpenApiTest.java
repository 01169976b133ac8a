package io.twinpath.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinpath.domain.InvalidValue;
import io.twinpath.domain.user.Email;
import io.twinpath.domain.user.Username;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract in the tree is the one that the code makes. */
class OpenApiTest {
    private static final Path FILE = Path.of("src/main/resources/io/twinpath/rest/openapi.json");
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_document_in_the_tree_is_made_of_the_code() throws IOException {
        String made = OpenApiDocument.text();
        if (System.getProperty("openapi", "").equals("write")) {
            Files.writeString(FILE, made);
        }
        assertThat(Files.readString(FILE))
                .as("the API has changed; if that was meant, write the document anew: "
                        + "mvn test -pl adapters-rest -am -Dtest=OpenApiTest -Dopenapi=write "
                        + "-Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(made);
    }

    @Test
    void every_operation_has_words_and_no_words_are_left_over() {
        assertThat(Route.all()).extracting(Route::name).containsExactlyInAnyOrderElementsOf(Operations.WORDS.keySet());
    }

    @Test
    void every_component_is_referred_to() throws IOException {
        JsonNode document = new ObjectMapper().readTree(OpenApiDocument.text());
        String references = String.join("\n", document.findValuesAsText("$ref"));
        document.path("components")
                .fields()
                .forEachRemaining(kind -> assertThat(kind.getValue().fieldNames())
                        .toIterable()
                        .filteredOn(name -> !kind.getKey().equals("securitySchemes"))
                        .allSatisfy(name ->
                                assertThat(references.lines()).contains("#/components/" + kind.getKey() + "/" + name)));
    }

    @Test
    void it_is_served_with_a_tag_of_its_content() throws IOException {
        HttpResponse<String> document = server.send(server.to("/openapi.json"));
        assertThat(document.statusCode()).isEqualTo(200);
        assertThat(document.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(document.body()).startsWith("{\n  \"openapi\": \"3.1.0\"");
        String tag = document.headers().firstValue("ETag").orElseThrow();
        assertThat(server.send(server.to("/openapi.json").header("If-None-Match", tag))
                        .statusCode())
                .isEqualTo(304);
        assertThat(server.send(server.to("/openapi.json").header("If-Match", "\"other\""))
                        .body())
                .contains("\"type\":\"/problems/precondition-failed\"");
    }

    @Test
    void the_forms_of_a_username_and_an_email_are_those_of_the_code() {
        Random random = new Random(7);
        String signs = "az09AZ.-_@+~ \u212a\n";
        for (int i = 0; i < 200_000; i++) {
            String raw = random.ints(1 + random.nextInt(9), 0, signs.length())
                    .mapToObj(each -> signs.substring(each, each + 1).repeat(random.nextInt(40) == 0 ? 62 : 1))
                    .collect(Collectors.joining());
            assertThat(isAccepted(Username::new, raw))
                    .as("username %s", raw)
                    .isEqualTo(FieldRules.USERNAME.matcher(raw).matches());
            assertThat(isAccepted(Email::new, raw))
                    .as("email %s", raw)
                    .isEqualTo(
                            raw.length() <= 254 && FieldRules.EMAIL.matcher(raw).matches());
        }
    }

    private static boolean isAccepted(Function<String, ?> type, String raw) {
        try {
            return type.apply(raw) != null;
        } catch (InvalidValue refused) {
            return false;
        }
    }
}
