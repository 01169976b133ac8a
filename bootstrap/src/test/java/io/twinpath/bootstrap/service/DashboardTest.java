package io.twinpath.bootstrap.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DashboardTest {
    private static final List<JsonNode> PANELS = StreamSupport.stream(
                    OpsFiles.dashboard().path("panels").spliterator(), false)
            .toList();

    @Test
    void each_panel_says_what_it_shows_and_in_which_unit() {
        assertThat(PANELS)
                .filteredOn(panel -> !panel.path("type").asText().equals("row"))
                .allSatisfy(panel -> {
                    assertThat(panel.path("title").asText()).isNotBlank();
                    assertThat(panel.path("description").asText()).isNotBlank();
                    assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
                    assertThat(panel.path("targets")).isNotEmpty();
                });
        assertThat(PANELS).extracting(panel -> panel.path("title").asText()).doesNotHaveDuplicates();
        assertThat(PANELS).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
    }

    @Test
    void it_asks_the_prometheus_that_the_viewer_chose() {
        assertThat(OpsFiles.dashboard().findValues("datasource"))
                .hasSizeGreaterThan(PANELS.size())
                .allSatisfy(source -> assertThat(source.path("uid").asText()).isEqualTo("${datasource}"));
    }

    @Test
    void no_panel_lies_on_another() {
        Set<String> taken = new HashSet<>();
        for (JsonNode panel : PANELS) {
            JsonNode place = panel.path("gridPos");
            int right = place.path("x").asInt() + place.path("w").asInt();
            int bottom = place.path("y").asInt() + place.path("h").asInt();
            assertThat(right).isLessThanOrEqualTo(24);
            for (int x = place.path("x").asInt(); x < right; x++) {
                for (int y = place.path("y").asInt(); y < bottom; y++) {
                    assertThat(taken.add(x + "," + y))
                            .as("%s at %d,%d", panel.path("title"), x, y)
                            .isTrue();
                }
            }
        }
    }
}
