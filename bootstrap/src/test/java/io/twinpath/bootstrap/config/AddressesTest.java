package io.twinpath.bootstrap.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.twinpath.application.datapath.DatabaseAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
    private static Configuration of(Map<String, String> environment) {
        return Configuration.load(environment, Optional.empty());
    }

    @Test
    void a_path_may_have_its_own_user_and_password() {
        Configuration configuration = of(Map.of(
                "DATABASE_URL", "postgresql://ann:pw@db/app",
                "TWINPATH_DATABASE_SYNC_USER", "bob",
                "TWINPATH_DATABASE_SYNC_PASSWORD", " x "));
        assertThat(Addresses.sync(configuration).user()).isEqualTo("bob");
        assertThat(Addresses.sync(configuration).password()).isEqualTo(" x ");
        assertThat(Addresses.async(configuration).user()).isEqualTo("ann");
    }

    @ParameterizedTest
    @CsvSource({"TWINPATH_DATABASE_ASYNC_USER,a\u001bb,user", "TWINPATH_DATABASE_ASYNC_PASSWORD,a\0b,password"})
    void what_cannot_be_shown_or_sent_is_refused_by_its_key(String variable, String value, String what) {
        Map<String, String> environment = new HashMap<>(Map.of("DATABASE_URL", "postgresql://ann:pw@db/app"));
        environment.put(variable, value);
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Addresses.async(of(environment)))
                .withMessage(variable + " has a control character in its " + what + "; take it out");
    }

    @Test
    void a_rotated_password_is_read_from_its_file_and_one_that_cannot_be_stays(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "old\n");
        Supplier<DatabaseAddress> addresses = Addresses.current(
                of(Map.of("PGHOST", "db", "PGUSER", "ann", "TWINPATH_DATABASE_ASYNC_PASSWORD_FILE", file.toString()))
                        .with(Key.HTTP_PORT, "1"),
                Addresses::async);
        assertThat(addresses.get().password()).isEqualTo("old");
        Files.writeString(file, "new\n");
        assertThat(addresses.get().password()).isEqualTo("new");
        Files.delete(file);
        assertThat(addresses.get().password()).isEqualTo("new");
    }

    @Test
    void with_a_host_in_the_environment_no_url_is_needed() {
        assertThat(Addresses.owner(of(Map.of("PGHOST", "::1", "PGUSER", "ann"))))
                .hasToString("postgresql://ann@[::1]:5432/ann sslmode=prefer");
    }

    @Test
    void an_empty_host_in_the_environment_is_none() {
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Addresses.owner(of(Map.of("PGHOST", ""))))
                .withMessageStartingWith("DATABASE_URL is not set");
    }
}
