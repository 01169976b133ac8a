package io.twinpath.bootstrap.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of axe for WCAG 2.2 AA, and its best practices, on every page in light and dark, wide and narrow. */
@Tag("browser")
class AccessibilityIT {
    private static final String FINDINGS = "async () => (await axe.run()).violations"
            + ".flatMap(rule => rule.nodes.map(node => rule.id + ': ' + node.html + ' ' + node.failureSummary))";
    private static final String OVERFLOW = "() => document.documentElement.scrollWidth - innerWidth";
    private static final String SMALL = "() => [...document.querySelectorAll('button, a, input')]"
            + ".filter(each => each.checkVisibility() && !each.matches('.skip')).map(each => [each.outerHTML,"
            + " each.getBoundingClientRect(), each.labels?.[0]?.getBoundingClientRect()])"
            + ".filter(([, box, label]) => Math.max(box.height, label?.height ?? 0) < 24"
            + " || Math.max(box.width, label?.width ?? 0) < 24).map(([html]) => html)";

    @TempDir
    private static Path home;

    private static Stage stage;
    private static String axe;

    @BeforeAll
    static void begin() throws IOException {
        stage = new Stage(home);
        try (InputStream script = AccessibilityIT.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void end() {
        stage.close();
    }

    static Stream<Arguments> looks() {
        return Stream.of(Scene.values())
                .flatMap(scene -> Stream.of(ColorScheme.LIGHT, ColorScheme.DARK)
                        .flatMap(theme -> Stream.of(1280, 360).map(width -> Arguments.of(scene, theme, width))));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void every_page_is_for_everyone(Scene scene, ColorScheme theme, int width) {
        try (Visit visit = visit(theme, width)) {
            scene.set(stage, visit);
            visit.page().evaluate(axe + "; undefined");
            assertThat((List<?>) visit.page().evaluate(FINDINGS)).isEmpty();
            assertThat((Integer) visit.page().evaluate(OVERFLOW))
                    .as("pixels that one would have to scroll for")
                    .isLessThanOrEqualTo(0);
            assertThat((List<?>) visit.page().evaluate(SMALL))
                    .as("smaller than 24 by 24 pixels")
                    .isEmpty();
        }
    }

    @Test
    void axe_finds_what_is_not_for_everyone() {
        try (Visit visit = visit(ColorScheme.LIGHT, 1280)) {
            Scene.LOGIN.set(stage, visit);
            visit.page().evaluate("() => document.querySelectorAll('label').forEach(each => each.remove())");
            visit.page().evaluate(axe + "; undefined");
            assertThat((List<?>) visit.page().evaluate(FINDINGS))
                    .anySatisfy(each -> assertThat((String) each).startsWith("label"));
        }
    }

    private static Visit visit(ColorScheme theme, int width) {
        return new Visit(
                stage,
                new Browser.NewContextOptions()
                        .setLocale("en-GB")
                        .setColorScheme(theme)
                        .setReducedMotion(ReducedMotion.REDUCE)
                        .setViewportSize(width, 800));
    }
}
