package io.twinpath.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.twinpath.application.datapath.DatabaseAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    private static DatabaseAddress parse(String url) {
        return DatabaseUrl.parse("DATABASE_URL", url);
    }

    @Test
    void every_part_is_read() {
        assertThat(parse("postgresql://ann:pw@db.example.org:6543/app"))
                .isEqualTo(new DatabaseAddress("db.example.org", 6543, "app", "ann", "pw"));
        assertThat(parse("postgres://ann@[::1]/app")).isEqualTo(new DatabaseAddress("::1", 5432, "app", "ann", ""));
    }

    @Test
    void user_and_password_are_percent_encoded_and_a_plus_stays_a_plus() {
        assertThat(parse("postgresql://a%40b:%2F%3A+%25%20%C3%A9é=&@h/d"))
                .isEqualTo(new DatabaseAddress("h", 5432, "d", "a@b", "/:+% éé=&"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mysql://u:secret@h/d",
                "postgresql://u:secret@h",
                "postgresql://u:secret@h/",
                "postgresql://u:secret/more@h/d",
                "postgresql://u:secret@more@h/d",
                "postgresql://u:secret@h/d?sslmode=require",
                "postgresql://u:secret@h:port/d",
                "postgresql://u:secret@h:0/d",
                "postgresql://u:secret@h:65536/d",
                "postgresql://u:secret%zz@h/d",
                "postgresql://:secret@h/d",
                "postgresql://h/d"
            })
    void another_form_is_refused_by_name_and_without_the_password(String url) {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> parse(url))
                .satisfies(refusal -> assertThat(refusal.getMessage())
                        .startsWith("DATABASE_URL")
                        .doesNotContain("secret"));
    }

    @Test
    void an_address_prints_without_its_password() {
        assertThat(parse("postgresql://ann:secret@[::1]:5432/app")).hasToString("postgresql://ann@[::1]:5432/app");
    }
}
