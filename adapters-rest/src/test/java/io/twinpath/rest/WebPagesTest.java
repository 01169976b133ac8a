package io.twinpath.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the files of the pages say of each other. */
class WebPagesTest {
    private static final Pattern IN_MARKUP = Pattern.compile("(?:href|src)=\"([^\"#]+)\"");
    private static final Pattern IN_MODULES = Pattern.compile("from \"([^\"]+)\"");
    private static final Pattern ENTRY = Pattern.compile("(?m)^  \"([\\w.-]+)\": \"(.*)\",$");
    private static final Pattern ASKED = Pattern.compile("\\bt\\(\"([^\"]+)\"");
    private static final Pattern LITERAL = Pattern.compile("[\"`]([a-z]+\\.[\\w.-]+?)\\.?[\"$]");
    private static final Pattern GAP = Pattern.compile("\\{\\w+}");

    static Stream<WebPages> pages() {
        return Stream.of(WebPages.forUsers(), WebPages.forOperators());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_is_exactly_what_it_refers_to(WebPages page) {
        Set<String> found = new LinkedHashSet<>(Set.of("/"));
        List<String> open = List.of("/");
        while (!open.isEmpty()) {
            open = open.stream()
                    .flatMap(each -> references(page, each))
                    .filter(found::add)
                    .toList();
        }
        assertThat(page.paths()).containsExactlyInAnyOrderElementsOf(found);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nothing_in_a_page_makes_markup_or_code_of_a_text(WebPages page) {
        for (String path : page.paths()) {
            if (!path.startsWith("/lib/")) {
                assertThat(text(page, path))
                        .as(path)
                        .doesNotContainPattern(
                                "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(|new Function"
                                        + "|javascript:|localStorage|\\bstyle=| on\\w+=\"");
            }
        }
    }

    @Test
    void both_languages_say_the_same_things_with_the_same_gaps() {
        Map<String, String> english = texts("en");
        Map<String, String> german = texts("de");
        assertThat(german.keySet()).containsExactlyElementsOf(english.keySet());
        english.forEach((key, text) -> assertThat(gaps(german.get(key))).as(key).isEqualTo(gaps(text)));
        assertThat(english).allSatisfy((key, text) -> assertThat(text).isNotBlank());
    }

    @Test
    void every_text_that_is_asked_for_is_there_and_each_is_asked_for() {
        Set<String> keys = texts("en").keySet();
        String code = pages().flatMap(page -> page.paths().stream()
                        .filter(path -> path.matches("/app/.*(?<!texts\\...)\\.js"))
                        .map(path -> text(page, path)))
                .collect(Collectors.joining("\n"));
        assertThat(ASKED.matcher(code).results().map(each -> each.group(1))).isSubsetOf(keys);

        Set<String> rooms = keys.stream().map(key -> key.split("\\.", 2)[0]).collect(Collectors.toSet());
        Set<String> literals = LITERAL.matcher(code)
                .results()
                .map(each -> each.group(1))
                .filter(each -> rooms.contains(each.split("\\.", 2)[0]))
                .collect(Collectors.toSet());
        assertThat(literals)
                .as("keys, or what keys begin with")
                .allMatch(
                        literal -> keys.stream().anyMatch(key -> key.equals(literal) || key.startsWith(literal + ".")));

        assertThat(keys).as("asked for").allMatch(key -> code.contains("\"" + key + "\"") || isMadeOfParts(key, code));
    }

    @Test
    void a_file_comes_compressed_to_who_takes_it_and_under_another_tag() {
        WebPages page = WebPages.forUsers();
        WebAnswer plain = page.answer("/app/style.css", "", "").orElseThrow();
        WebAnswer zipped = page.answer("/app/style.css", "", "br, gzip;q=0.5").orElseThrow();
        assertThat(plain.headers()).doesNotContainKey("Content-Encoding").containsEntry("Cache-Control", "no-cache");
        assertThat(zipped.headers()).containsEntry("Content-Encoding", "gzip").containsEntry("Vary", "Accept-Encoding");
        assertThat(zipped.body()).hasSizeLessThan(plain.body().length / 2);
        String tag = zipped.headers().get("ETag");
        assertThat(tag).isNotEqualTo(plain.headers().get("ETag"));

        assertThat(page.answer("/app/style.css", "\"x\", W/" + tag, "gzip")
                        .orElseThrow()
                        .status())
                .isEqualTo(304);
        assertThat(page.answer("/app/style.css", tag, "gzip;q=0").orElseThrow().status())
                .isEqualTo(200);
    }

    @Test
    void a_library_may_be_kept_for_good() {
        assertThat(WebPages.forOperators()
                        .answer("/lib/uplot-1.6.30/uPlot.esm.js", "", "")
                        .orElseThrow()
                        .headers())
                .containsEntry("Cache-Control", "public, max-age=31536000, immutable");
    }

    private static Stream<String> references(WebPages page, String path) {
        Pattern pattern = path.endsWith(".js") ? IN_MODULES : IN_MARKUP;
        return pattern.matcher(text(page, path))
                .results()
                .map(each -> URI.create(path).resolve(each.group(1)).getPath());
    }

    /** As in {@code t(`role.${user.role}`)} or {@code options("settings.theme", ...)}. */
    private static boolean isMadeOfParts(String key, String code) {
        return Stream.iterate(key, each -> each.contains("."), each -> each.substring(0, each.lastIndexOf('.')))
                .map(each -> each.substring(0, each.lastIndexOf('.')))
                .anyMatch(each -> code.contains("`" + each + ".${") || code.contains("options(\"" + each + "\""));
    }

    private static Set<String> gaps(String text) {
        return GAP.matcher(text).results().map(each -> each.group()).collect(Collectors.toCollection(HashSet::new));
    }

    private static Map<String, String> texts(String language) {
        return ENTRY.matcher(text(WebPages.forUsers(), "/app/texts." + language + ".js"))
                .results()
                .collect(Collectors.toMap(
                        each -> each.group(1), each -> each.group(2), (a, b) -> a, LinkedHashMap::new));
    }

    private static String text(WebPages page, String path) {
        return new String(page.answer(path, "", "").orElseThrow().body(), StandardCharsets.UTF_8);
    }
}
