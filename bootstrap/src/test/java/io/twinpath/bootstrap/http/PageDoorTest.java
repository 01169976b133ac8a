package io.twinpath.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.rest.RequestObservers;
import io.twinpath.rest.WebPages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageDoorTest {
    private static final Pattern TAG = Pattern.compile("ETag: (\\S+)");

    @AutoClose
    private final Listening server = new Listening(new PageDoor(
            WebPages.forUsers(),
            exchange -> exchange.answer(Answer.page("text/plain", "not the door".getBytes(StandardCharsets.UTF_8))),
            new RequestObservers(List.of(request -> this.routes.add(request.route())))));

    private final List<String> routes = new CopyOnWriteArrayList<>();

    private String send(String method, String path, String headers) throws IOException {
        return server.send(
                method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n");
    }

    @Test
    void the_page_is_at_the_root_and_lets_nothing_in_but_its_own() throws IOException {
        String page = send("GET", "/", "");
        assertThat(page)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("\r\n\r\n<!doctype html>")
                .contains("Content-Type: text/html;charset=utf-8\r\n")
                .contains("Cache-Control: no-cache\r\n")
                .contains("X-Content-Type-Options: nosniff\r\n")
                .contains("Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; ")
                .contains("base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
                .doesNotContain("unsafe");
        Matcher tag = TAG.matcher(page);
        assertThat(tag.find()).isTrue();
        assertThat(send("GET", "/", "If-None-Match: " + tag.group(1) + "\r\n"))
                .startsWith("HTTP/1.1 304 ")
                .endsWith("\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "/app/main.js, text/javascript;charset=utf-8",
        "/app/style.css, text/css;charset=utf-8",
        "/app/favicon.svg, image/svg+xml"
    })
    void its_files_have_their_types(String path, String type) throws IOException {
        assertThat(send("GET", path, "")).startsWith("HTTP/1.1 200 OK\r\n").contains("Content-Type: " + type + "\r\n");
        assertThat(send("HEAD", path, "")).startsWith("HTTP/1.1 200 OK\r\n").endsWith("\r\n\r\n");
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
    void no_other_path_leads_to_a_file(String path) throws IOException {
        assertThat(send("GET", path, "")).endsWith("not the door");
        assertThat(routes).isEmpty();
    }

    @Test
    void all_files_are_one_route() throws IOException {
        send("GET", "/", "");
        send("GET", "/app/main.js", "");
        await().untilAsserted(() -> assertThat(routes).containsExactly("/", "/"));
    }

    @Test
    void it_can_only_be_read() throws IOException {
        assertThat(send("POST", "/", "Content-Length: 0\r\n"))
                .startsWith("HTTP/1.1 405 ")
                .contains("Allow: GET, HEAD\r\n");
    }
}
