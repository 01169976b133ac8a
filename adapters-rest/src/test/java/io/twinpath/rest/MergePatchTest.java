package io.twinpath.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.twinpath.domain.settings.InMemorySettings;
import io.twinpath.domain.settings.SettingsFixtures;
import io.twinpath.domain.settings.UserSettings;
import io.twinpath.domain.write.SettingsChange;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A patch of settings means what RFC 7396 says, by the procedure of its section 2 and the examples of its appendix. */
class MergePatchTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new JsonFormat().getContext(JsonNode.class);

    private static JsonNode mergePatch(JsonNode target, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode result = target.isObject() ? target.deepCopy() : JSON.objectNode();
        patch.properties().forEach(each -> {
            if (each.getValue().isNull()) {
                result.remove(each.getKey());
            } else {
                result.set(each.getKey(), mergePatch(result.path(each.getKey()), each.getValue()));
            }
        });
        return result;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{\"a\":\"b\"} | {\"a\":\"c\"} | {\"a\":\"c\"}",
                "{\"a\":\"b\"} | {\"b\":\"c\"} | {\"a\":\"b\",\"b\":\"c\"}",
                "{\"a\":\"b\"} | {\"a\":null} | {}",
                "{\"a\":\"b\",\"b\":\"c\"} | {\"a\":null} | {\"b\":\"c\"}",
                "{\"a\":[\"b\"]} | {\"a\":\"c\"} | {\"a\":\"c\"}",
                "{\"a\":\"c\"} | {\"a\":[\"b\"]} | {\"a\":[\"b\"]}",
                "{\"a\":{\"b\":\"c\"}} | {\"a\":{\"b\":\"d\",\"c\":null}} | {\"a\":{\"b\":\"d\"}}",
                "{\"a\":[{\"b\":\"c\"}]} | {\"a\":[1]} | {\"a\":[1]}",
                "[\"a\",\"b\"] | [\"c\",\"d\"] | [\"c\",\"d\"]",
                "{\"a\":\"b\"} | [\"c\"] | [\"c\"]",
                "{\"a\":\"foo\"} | null | null",
                "{\"a\":\"foo\"} | \"bar\" | \"bar\"",
                "{\"e\":null} | {\"a\":1} | {\"e\":null,\"a\":1}",
                "[1,2] | {\"a\":\"b\",\"c\":null} | {\"a\":\"b\"}",
                "{} | {\"a\":{\"bb\":{\"ccc\":null}}} | {\"a\":{\"bb\":{}}}"
            })
    void the_procedure_gives_what_the_appendix_says(String target, String patch, String result)
            throws JsonProcessingException {
        assertThat(mergePatch(MAPPER.readTree(target), MAPPER.readTree(patch))).isEqualTo(MAPPER.readTree(result));
    }

    @Test
    void a_patch_is_taken_if_what_it_makes_of_settings_can_be_settings_and_makes_that_of_them() {
        UserSettings before = SettingsFixtures.anns().settings();
        long taken = LongStream.range(0, 20_000)
                .filter(seed -> {
                    JsonNode patch = patch(new Random(seed));
                    JsonNode merged = mergePatch(document(before), patch);
                    boolean good = isRead(() -> SettingsJson.changeOf(FieldReader.ofDocument(merged)));
                    if (good) {
                        SettingsChange change = SettingsJson.changeOf(FieldReader.ofPatch(patch));
                        assertThat(document(InMemorySettings.applied(before, change)))
                                .as("seed %s, %s", seed, patch)
                                .isEqualTo(merged);
                    } else {
                        assertThatExceptionOfType(Refusal.class)
                                .as("seed %s, %s", seed, patch)
                                .isThrownBy(() -> SettingsJson.changeOf(FieldReader.ofPatch(patch)));
                    }
                    return good;
                })
                .count();
        assertThat(taken).as("patches that were taken").isBetween(1_000L, 19_000L);
    }

    private static boolean isRead(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (Refusal e) {
            return false;
        }
    }

    private static JsonNode document(UserSettings settings) {
        ObjectNode document = MAPPER.valueToTree(SettingsJson.of(settings));
        return document.remove(Set.of("version", "updated_at"));
    }

    private static JsonNode patch(Random random) {
        if (random.nextInt(50) == 0) {
            return nonsense(random);
        }
        ObjectNode patch = JSON.objectNode();
        Map.of(
                        "theme", new String[] {"light", "dark", "system"},
                        "locale", new String[] {"en", "de-CH", "zh-Hant-TW"},
                        "timezone", new String[] {"UTC", "Asia/Tokyo"})
                .forEach((name, values) -> put(random, patch, name, values));
        if (random.nextInt(3) == 0) {
            ObjectNode notifications = patch.putObject("notifications");
            put(random, notifications, "digest", "never", "daily", "weekly");
            for (String channel : new String[] {"email", "push", "sms"}) {
                if (random.nextBoolean()) {
                    notifications.put(channel, random.nextBoolean());
                }
            }
            if (random.nextInt(8) == 0) {
                notifications.set("sms", nonsense(random));
            }
        }
        if (random.nextInt(20) == 0) {
            patch.set("notifications", nonsense(random));
        }
        if (random.nextInt(20) == 0) {
            patch.put("unknown", 1);
        }
        return patch;
    }

    private static void put(Random random, ObjectNode patch, String name, String... values) {
        int choice = random.nextInt(20);
        if (choice < 8) {
            patch.put(name, values[random.nextInt(values.length)]);
        } else if (choice == 8) {
            patch.set(name, nonsense(random));
        }
    }

    private static JsonNode nonsense(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.numberNode(7);
            case 2 -> JSON.textNode("nonsense");
            case 3 -> JSON.arrayNode().add("light");
            case 4 -> JSON.objectNode().put("light", true);
            default -> JSON.objectNode();
        };
    }
}
