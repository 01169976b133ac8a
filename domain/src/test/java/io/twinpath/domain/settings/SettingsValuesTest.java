package io.twinpath.domain.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.twinpath.domain.InvalidValue;
import io.twinpath.domain.Version;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsValuesTest {
    @ParameterizedTest
    @CsvSource({
        "en,en",
        "EN-gb,en-GB",
        "zh-hant-tw,zh-Hant-TW",
        "de-CH-1996,de-CH-1996",
        "sl-rozaj-biske,sl-rozaj-biske"
    })
    void a_language_tag_takes_its_canonical_case(String raw, String canonical) {
        assertThat(LanguageTag.of(raw).value()).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "en_GB", "e", "en-", "x-private", "en-GB-<script>", "abcdefghi"})
    void a_language_tag_of_another_form_is_refused(String raw) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> LanguageTag.of(raw))
                .extracting(InvalidValue::field)
                .isEqualTo("locale");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"})
    void an_iana_name_is_a_time_zone(String raw) {
        assertThat(TimeZoneName.of(raw).value()).isEqualTo(raw);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "+01:00", "Z", "europe/berlin", "Mars/Olympus"})
    void what_iana_does_not_list_is_no_time_zone(String raw) {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> TimeZoneName.of(raw))
                .extracting(InvalidValue::field)
                .isEqualTo("timezone");
    }

    @Test
    void codes_are_read_back() {
        assertThat(Theme.values())
                .allSatisfy(theme -> assertThat(Theme.of(theme.code())).isEqualTo(theme));
        assertThat(Digest.values())
                .allSatisfy(digest -> assertThat(Digest.of(digest.code())).isEqualTo(digest));
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> Theme.of("DARK"))
                .withMessage("theme must be light, dark or system");
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> Digest.of("hourly"))
                .withMessage("notifications.digest must be never, daily or weekly");
    }

    @Test
    void a_version_begins_at_one() {
        assertThat(Version.FIRST.value()).isEqualTo(1);
        assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> new Version(0));
    }
}
