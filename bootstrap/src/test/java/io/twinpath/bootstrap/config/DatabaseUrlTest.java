package io.twinpath.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DatabaseUrlTest {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\|(?: `` ([^|]+) `` \\|)? `` ([^|]+) `` \\| `` ([^|]+) `` \\|$");

    /** The corpus that operators read. */
    static List<Arguments> corpus() throws IOException {
        return ROW.matcher(Files.readString(Path.of("ops", "database-urls.md")))
                .results()
                .map(row -> Arguments.of(variables(row.group(1)), row.group(2), row.group(3)))
                .toList();
    }

    private static Map<String, String> variables(@Nullable String cell) {
        return cell == null
                ? Map.of()
                : Arrays.stream(cell.split(" (?=PG[A-Z_0-9]+=)"))
                        .map(each -> each.split("=", 2))
                        .collect(Collectors.toMap(each -> each[0], each -> each[1]));
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
    void a_url_is_read_as_the_table_says(Map<String, String> variables, String url, String expected) {
        assertThat(reading(url, variables)).isEqualTo(expected);
    }

    @Test
    void the_table_is_long_and_a_refused_password_is_nowhere_in_it() throws IOException {
        assertThat(corpus()).hasSizeGreaterThanOrEqualTo(200).allSatisfy(row -> {
            String reading = (String) row.get()[2];
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
    void a_password_may_have_any_character_but_one_that_cannot_be_sent() {
        assertThat(reading("postgresql://ann:a%0Ab%1B@db/app", Map.of())).endsWith("password a\nb\u001b");
        assertThat(reading("postgresql://ann@db/app", Map.of("PGPASSWORD", "a\0secret")))
                .isEqualTo("PGPASSWORD has a control character in its password; take it out");
        assertThat(reading("postgresql://ann:\ud800secret@db/app", Map.of()))
                .isEqualTo("DATABASE_URL has a control character in its password; take it out");
    }

    @Test
    void a_variable_has_no_control_character() {
        assertThat(reading("postgresql://db/app", Map.of("PGUSER", "a\nb")))
                .isEqualTo("PGUSER has a control character in its user; take it out");
    }

    @Test
    void a_blank_around_a_url_is_not_taken_off_unasked() {
        for (String url : List.of(" postgresql://ann:secret@db/app", "postgresql://ann@db/app?password=secret\n")) {
            assertThat(reading(url, Map.of()))
                    .isEqualTo("DATABASE_URL has a blank or control character in it; write a blank as %20");
        }
    }

    @Test
    void a_file_that_cannot_be_is_refused_by_what_names_it() {
        String url = "postgresql://ann:secret@db/app?sslmode=require";
        assertThat(reading(url, Map.of("PGSSLROOTCERT", "postgresql://ann:secret@db/app")))
                .isEqualTo("sslrootcert of PGSSLROOTCERT is a URL; write the name of a file");
        assertThat(reading(url + "&sslrootcert=a://cret", Map.of()))
                .isEqualTo("sslrootcert of DATABASE_URL is a URL; write the name of a file");
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
