package io.twinpath.bootstrap.browser;

import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.twinpath.bootstrap.Installed;
import io.twinpath.bootstrap.TwinpathProcess;
import io.twinpath.persistence.sync.PostgresProxy;
import io.twinpath.persistence.sync.TestDatabase;
import io.twinpath.persistence.sync.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The built distribution, each path to its database by way of a proxy that can be cut, and a browser in front of it. */
final class Stage implements AutoCloseable {
    static final String PASSWORD = "correct horse battery";

    private final TestDatabase database = TestPostgres.freshDatabase();
    private final PostgresProxy async = new PostgresProxy(database.async());
    private final PostgresProxy sync = new PostgresProxy(database.sync());
    private final TwinpathProcess service;
    private final Playwright playwright;
    private final Browser browser;
    private final String page;
    private final String management;

    Stage(Path home) {
        for (String user : List.of("ann", "bob")) {
            TwinpathProcess.run(
                    0,
                    Map.of("HOME", home.toString(), "DATABASE_URL", TwinpathProcess.url(database.owner())),
                    PASSWORD + "\n",
                    "user",
                    "set-password",
                    user,
                    "--password-stdin");
        }
        service = TwinpathProcess.start(
                Map.of(
                        "HOME", home.toString(),
                        "TWINPATH_DATABASE_ASYNC_URL", TwinpathProcess.url(async.address()),
                        "TWINPATH_DATABASE_SYNC_URL", TwinpathProcess.url(sync.address()),
                        "TWINPATH_TOKEN_SECRET", "a secret of the tests in a browser, long enough",
                        "TWINPATH_HTTP_PORT", "0"),
                "serve");
        page = "http://localhost:"
                + service.awaitOutput("Web page on http://127.0.0.1:(\\d+)/").group(1);
        management = service.awaitOutput("Metrics on (http://127.0.0.1:\\d+)/metrics")
                .group(1);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Installed.program("chromium", "chromium-browser", "google-chrome"))
                        .setArgs(List.of("--no-sandbox"))); // which root cannot have
        heal();
    }

    Browser browser() {
        return browser;
    }

    /** Where the page is, as people reach it. */
    String page() {
        return page;
    }

    String management() {
        return management;
    }

    TestDatabase database() {
        return database;
    }

    PostgresProxy async() {
        return async;
    }

    PostgresProxy sync() {
        return sync;
    }

    /** Both users as they were. */
    void reset() {
        database.execute(
                "UPDATE users SET full_name = initcap(username) || ' Example', email = username || '@example.org',"
                        + " version = version + 1");
        database.execute("UPDATE user_settings SET theme = 'system', locale = 'en-GB', timezone = 'Europe/Berlin',"
                + " notifications = '{\"email\": true, \"push\": true, \"sms\": false, \"digest\": \"weekly\"}',"
                + " version = version + 1");
    }

    void heal() {
        async.heal();
        sync.heal();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ask(page + "/health/ready") == 200 && health().contains("\"status\":\"ok\""));
    }

    private String health() {
        return send(management + "/health/database").body();
    }

    private static int ask(String url) {
        return send(url).statusCode();
    }

    private static HttpResponse<String> send(String url) {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        service.close();
        async.close();
        sync.close();
    }
}
