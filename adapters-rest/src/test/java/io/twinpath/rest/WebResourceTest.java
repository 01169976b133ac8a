package io.twinpath.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebResourceTest {
    private final List<String> routes = new CopyOnWriteArrayList<>();

    @AutoClose
    private final TestServer server = new TestServer(request -> routes.add(request.route()));

    @Test
    void the_page_is_at_the_root_and_lets_nothing_in_but_its_own() {
        HttpResponse<String> page = server.send(server.to("/"));
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).startsWith("<!doctype html>");
        assertThat(header(page, "Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(header(page, "Cache-Control")).isEqualTo("no-cache");
        assertThat(header(page, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(page, "Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; ")
                .contains("base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .doesNotContain("unsafe");
        HttpResponse<String> again = server.send(server.to("/").header("If-None-Match", header(page, "ETag")));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void its_files_have_their_types() {
        assertThat(header(server.send(server.to("/app/main.js")), "Content-Type"))
                .isEqualTo("text/javascript;charset=utf-8");
        assertThat(header(server.send(server.to("/app/style.css")), "Content-Type"))
                .isEqualTo("text/css;charset=utf-8");
        assertThat(header(server.send(server.to("/app/favicon.svg")), "Content-Type"))
                .isEqualTo("image/svg+xml");
        HttpResponse<String> head =
                server.send(server.to("/app/main.js").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/index.html",
                "/app",
                "/app/",
                "/app/none.js",
                "/app/main.js/",
                "/app/status.js",
                "/app/../index.html",
                "/app/%2e%2e/index.html",
                "/app/main.js;a=b",
                "/app//main.js",
                "/lib/uplot-1.6.30/uPlot.esm.js",
                "/META-INF/MANIFEST.MF",
                "/nothing"
            })
    void no_other_path_leads_to_a_file(String path) {
        HttpResponse<String> answer = server.send(server.to(path));
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void all_files_are_one_route_and_what_is_no_file_is_none() {
        List.of("/", "/app/main.js", "/nothing", "/api/v1/nothing").forEach(path -> server.send(server.to(path)));
        await().until(() -> routes.size() == 4);
        assertThat(routes).hasSize(4);
        assertThat(routes.get(0)).isEqualTo(routes.get(1)).startsWith("/{file");
        assertThat(routes.subList(2, 4)).containsOnly(AnsweredRequest.UNMATCHED);
    }

    @Test
    void it_can_only_be_read() {
        HttpResponse<String> answer = server.send(server.to("/").POST(HttpRequest.BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(header(answer, "Allow")).contains("GET").doesNotContain("POST");
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
