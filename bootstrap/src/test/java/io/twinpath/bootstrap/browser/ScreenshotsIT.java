package io.twinpath.bootstrap.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Takes pictures of every page, to be looked at: {@code -Pbrowser -Dscreenshots=write -Dit.test=ScreenshotsIT}. */
@Tag("browser")
@EnabledIfSystemProperty(named = "screenshots", matches = "write")
class ScreenshotsIT {
    private static final Path FOLDER = Path.of("target", "screenshots");
    private static final int LOOKS = 45;
    private static final String ASK =
            "async () => { const headers = { Authorization: 'Bearer ' + sessionStorage.getItem('twinpath.token') };"
                    + " for (const path of ['profile', 'settings'].flatMap(each => Array(12).fill(each)))"
                    + " await fetch('api/v1/' + path, { headers }); }";

    @Test
    void pictures_of_every_page(@TempDir Path home) {
        try (Stage stage = new Stage(home)) {
            for (Scene scene : Scene.values()) {
                for (ColorScheme theme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                    take(stage, scene, theme, 1280, 800);
                    take(stage, scene, theme, 390, 844);
                }
            }
            outage(stage);
        }
    }

    /** The operators' page, as the async path goes down under load. */
    private static void outage(Stage stage) {
        try (Visit users = Visit.of(stage).logIn("ann");
                Visit visit = new Visit(stage, options(ColorScheme.LIGHT, 1280, 800))) {
            Page page = visit.page();
            Scene.STATUS.set(stage, visit);
            for (int i = 0; i < LOOKS; i++) {
                if (i == LOOKS * 2 / 3) {
                    stage.async().cut();
                }
                users.page().evaluate(ASK);
                page.waitForResponse("**/metrics", () -> {});
            }
            shoot(page, "outage-light-1280.png");
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            page.waitForResponse("**/metrics", () -> {});
            shoot(page, "outage-dark-1280.png");
            page.setViewportSize(390, 844);
            page.waitForResponse("**/metrics", () -> {});
            shoot(page, "outage-dark-390.png");
        }
    }

    private static void take(Stage stage, Scene scene, ColorScheme theme, int width, int height) {
        try (Visit visit = new Visit(stage, options(theme, width, height))) {
            scene.set(stage, visit);
            shoot(
                    visit.page(),
                    String.format(Locale.ROOT, "%s-%s-%d.png", scene, theme, width)
                            .toLowerCase(Locale.ROOT));
        }
    }

    private static Browser.NewContextOptions options(ColorScheme theme, int width, int height) {
        return new Browser.NewContextOptions()
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin")
                .setColorScheme(theme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(width, height);
    }

    private static void shoot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions().setPath(FOLDER.resolve(name)).setFullPage(true));
    }
}
