package io.twinpath.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The third listener of the built distribution; no database is needed to see it. */
class WebListenerIT {
    @TempDir
    private Path home;

    @Test
    void the_page_and_the_api_have_one_origin_and_end_together() throws IOException, InterruptedException {
        try (TwinpathProcess service = TwinpathProcess.start(environment("0"), "serve")) {
            String web =
                    service.awaitOutput("Web page on http://127.0.0.1(:\\d+)/").group(1);
            for (String host : new String[] {"localhost", "127.0.0.1"}) {
                assertThat(status("http://" + host + web + "/")).isEqualTo(200);
                assertThat(status("http://" + host + web + "/api/v1/profile")).isEqualTo(401);
                assertThat(status("http://" + host + web + "/health/live")).isEqualTo(200);
                for (String none : new String[] {"app/..%2findex.html", "app/%2e%2e/index.html", "app//main.js"}) {
                    assertThat(status("http://" + host + web + "/" + none)).isEqualTo(404);
                }
            }
            String operators = service.awaitOutput("Metrics on (http://127.0.0.1:\\d+)/metrics")
                    .group(1);
            assertThat(status(operators + "/")).isEqualTo(200);
            assertThat(status(operators + "/lib/uplot-1.6.30/uPlot.esm.js")).isEqualTo(200);
            assertThat(status(operators + "/app/login.js"))
                    .as("of the users' page")
                    .isEqualTo(404);
            service.terminate();
            assertThat(service.output()).contains("Stopped");
        }
    }

    @Test
    void it_may_be_off() {
        try (TwinpathProcess service = TwinpathProcess.start(environment("off"), "serve")) {
            service.awaitOutput("Metrics on ");
            assertThat(service.output()).doesNotContain("Web page");
        }
    }

    @Test
    void a_taken_port_is_named_with_its_key() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(TwinpathProcess.run(3, environment(port), "", "serve"))
                    .contains("cannot listen on 127.0.0.1:" + port + ", which TWINPATH_WEB_PORT chooses: ");
        }
    }

    private Map<String, String> environment(String port) {
        return Map.of(
                "HOME", home.toString(),
                "DATABASE_URL", "postgresql://app@127.0.0.1:1/app",
                "TWINPATH_TOKEN_SECRET", "a secret of the tests of the web page, long enough",
                "TWINPATH_HTTP_PORT", "0",
                "TWINPATH_WEB_PORT", port);
    }

    private static int status(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
