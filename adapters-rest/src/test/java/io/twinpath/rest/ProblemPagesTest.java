package io.twinpath.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The type of every problem is the address of a page about it. */
class ProblemPagesTest {
    private static final Path WORDS = Path.of("src/main/resources/io/twinpath/rest/problems.properties");
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = new TestServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void each_type_leads_to_a_page_that_says_what_it_means_and_what_to_do(Problem problem) {
        HttpResponse<String> page = get(problem.type(), "text/html,application/xhtml+xml,*/*;q=0.8");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type").orElseThrow()).isEqualTo("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'self'");
        assertThat(page.body())
                .startsWith("<!doctype html>\n<html lang=\"en\">")
                .contains("<h1>" + problem.title() + "</h1>", "<h2>What it means</h2>", "<h2>What to do</h2>")
                .contains("HTTP/1.1 " + problem.status() + "\n", "&quot;" + problem.type() + "&quot;")
                .doesNotContain("style=", "<script", "<style", "%s");
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void each_is_given_as_json_to_who_asks_for_it(Problem problem) {
        HttpResponse<String> json = get(problem.type(), "application/json");
        assertThat(json.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json.body())
                .startsWith("{\"type\":\"" + problem.type() + "\",\"title\":\"" + problem.title() + "\",\"status\":"
                        + problem.status() + ",\"meaning\":\"");
    }

    @Test
    void no_words_are_left_over() throws IOException {
        Properties words = new Properties();
        try (Reader file = Files.newBufferedReader(WORDS)) {
            words.load(file);
        }
        List<String> needed = Arrays.stream(Problem.values())
                .flatMap(each -> java.util.stream.Stream.of(each.slug() + ".meaning", each.slug() + ".action"))
                .toList();
        assertThat(words.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(needed);
    }

    @Test
    void all_are_listed() {
        String list = get("/problems", "text/html").body();
        assertThat(Problem.values()).allSatisfy(each -> assertThat(list).contains("<a href=\"" + each.type() + "\">"));
        assertThat(get("/problems", "application/json").body()).startsWith("{\"problems\":[{\"type\":\"/problems/");
    }

    @Test
    void the_style_of_the_pages_is_a_file_of_its_own() {
        HttpResponse<String> style = get("/problems/style.css", "text/css,*/*;q=0.1");
        assertThat(style.statusCode()).isEqualTo(200);
        assertThat(style.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/css");
        assertThat(style.body()).contains("prefers-color-scheme: dark");
    }

    @Test
    void there_is_no_page_of_what_is_no_problem() {
        HttpResponse<String> response = get("/problems/nothing", "text/html");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static HttpResponse<String> get(String path, String accepted) {
        HttpRequest.Builder request = server.to(path).header("Accept", accepted);
        return server.send(request);
    }
}
