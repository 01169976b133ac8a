package io.twinpath.persistence.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.domain.StoreUnavailable;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationsTest {
    @Test
    void migrating_twice_changes_nothing_the_second_time() {
        DatabaseAddress owner = TestPostgres.emptyDatabase().owner();
        int missing = Migrations.pending(owner);
        assertThat(missing).isPositive();
        assertThat(Migrations.migrate(owner)).isEqualTo(missing);
        assertThat(Migrations.pending(owner)).isZero();
        assertThat(Migrations.migrate(owner)).isZero();
    }

    @Test
    void a_database_that_is_not_there_is_said_without_its_password() {
        DatabaseAddress nowhere = new DatabaseAddress("127.0.0.1", 1, "app", "app", "hunter2hunter2");
        assertThatThrownBy(() -> Migrations.migrate(nowhere))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("postgresql://app@127.0.0.1:1/app")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE users SET username = 'Ann' WHERE id = 1",
                "UPDATE users SET email = 'ANN@example.org' WHERE id = 2",
                "UPDATE users SET role = 'root'",
                "UPDATE user_settings SET theme = 'pink'",
                "UPDATE user_settings SET notifications = '{}'",
                "UPDATE user_settings SET notifications = notifications || '{\"sms\": \"yes\"}'"
            })
    void the_schema_refuses_what_the_domain_refuses(String sql) throws SQLException {
        try (Connection connection = TestPostgres.freshDatabase().connect()) {
            assertThatThrownBy(() -> connection.createStatement().execute(sql))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).startsWith("23"));
        }
    }
}
