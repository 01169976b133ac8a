package io.twinpath.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision records: numbered, short, and enforced by what is really there. */
class DecisionsTest {
    private static final Path FOLDER = Path.of("decisions");
    private static final Pattern REFERENCE = Pattern.compile("(?m)^- `(\\w+)(?:\\.(\\w+))?`$");
    private static final Map<String, String> SOURCES = sources();

    private static List<Path> decisions() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    /** Every source of the checkout by its class. */
    private static Map<String, String> sources() {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/")
                            && !file.toString().contains("/fixture/"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            DecisionsTest::read,
                            String::concat));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void numbers_are_unique_and_without_gaps() throws IOException {
        assertThat(decisions())
                .extracting(file -> file.getFileName().toString().substring(0, 4))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, decisions().size())
                        .mapToObj("%04d"::formatted)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void a_record_is_short_and_has_its_sections(Path file) {
        String text = read(file);
        int number = Integer.parseInt(file.getFileName().toString().substring(0, 4));
        assertThat(text.lines()).hasSizeLessThanOrEqualTo(60);
        assertThat(text).startsWith("# " + number + ". ");
        assertThat(text.lines().filter(line -> line.startsWith("## ")))
                .containsExactly("## Context", "## Options", "## Decision", "## Consequences", "## Enforced by");
    }

    @ParameterizedTest
    @MethodSource("decisions")
    void what_enforces_a_record_is_there(Path file) {
        String enforcedBy = read(file).replaceFirst("(?s).*## Enforced by", "");
        assertThat(REFERENCE.matcher(enforcedBy).results()).isNotEmpty().allSatisfy(reference -> {
            assertThat(SOURCES).containsKey(reference.group(1));
            if (reference.group(2) != null) {
                assertThat(SOURCES.get(reference.group(1)))
                        .as(reference.group())
                        .contains(" " + reference.group(2) + "(");
            }
        });
    }
}
