package io.twinpath.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseUrlTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `` (.+) `` \\| `` (.+) `` \\|$");

    /** The corpus that operators read. */
    static List<Arguments> corpus() throws IOException {
        return ROW.matcher(Files.readString(Path.of("ops", "database-urls.md")))
                .results()
                .map(row -> Arguments.of(row.group(1), row.group(2)))
                .toList();
    }

    private static String reading(String url, Map<String, String> environment) {
        try {
            var address = DatabaseUrl.parse("DATABASE_URL", url, environment);
            return address + (address.password().isEmpty() ? "" : " password " + address.password());
        } catch (ConfigException e) {
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void a_url_is_read_as_the_table_says(String url, String expected) {
        assertThat(reading(url, Map.of())).isEqualTo(expected);
    }

    @Test
    void the_table_is_long_and_a_refused_password_is_nowhere_in_it() throws IOException {
        assertThat(corpus()).hasSizeGreaterThanOrEqualTo(60).allSatisfy(row -> {
            String reading = (String) row.get()[1];
            if (!reading.startsWith("postgresql://")) {
                assertThat(reading).doesNotContain("cret");
            }
        });
    }

    @Test
    void what_the_url_leaves_out_the_environment_says() {
        Map<String, String> environment = Map.of(
                "PGHOST", "db1,db2",
                "PGPORT", "6001,6002",
                "PGUSER", "ann",
                "PGPASSWORD", "pw",
                "PGDATABASE", "app",
                "PGSSLMODE", "require",
                "PGTARGETSESSIONATTRS", "read-write",
                "PGCONNECT_TIMEOUT", "7",
                "PGAPPNAME", "shop",
                "PGOPTIONS", "-c geqo=off");
        assertThat(reading("postgresql://", environment))
                .isEqualTo("postgresql://ann@db1:6001,db2:6002/app sslmode=require target_session_attrs=read-write"
                        + " connect_timeout=7 application_name=shop geqo=off password pw");
        assertThat(reading("postgresql://bob:x@h:1/d?sslmode=disable", environment))
                .startsWith("postgresql://bob@h:1/d target_session_attrs=read-write")
                .endsWith("password x");
    }

    @Test
    void a_long_url_is_read_as_any_other() {
        String path = "s,".repeat(20_000) + "t";
        assertThat(reading("postgresql://ann@db/app?options=-c%20search_path%3D" + path, Map.of()))
                .endsWith("search_path=" + path);
    }

    @Test
    void an_address_prints_without_its_password() {
        assertThat(DatabaseUrl.parse("DATABASE_URL", "postgresql://ann:secret@[::1]:5432/app", Map.of())
                        .toString())
                .isEqualTo("postgresql://ann@[::1]:5432/app sslmode=prefer");
    }
}
