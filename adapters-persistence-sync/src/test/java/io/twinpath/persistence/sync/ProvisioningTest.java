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

class ProvisioningTest {
    private static final String ODD_NAME = "x\"; DROP TABLE users CASCADE; --";

    @Test
    void a_database_and_a_role_are_made_once_whatever_their_names() {
        TestDatabase database = TestPostgres.emptyDatabase();
        String name = ODD_NAME + " in " + database.owner().database();
        for (int i = 0; i < 2; i++) {
            Provisioning.createDatabase(database.owner(), name);
            Provisioning.createRole(database.owner(), name);
        }
        assertThat(database.query("SELECT datname FROM pg_database")).containsOnlyOnce(name);
        assertThat(database.query("SELECT rolname FROM pg_roles WHERE rolcanlogin AND NOT rolsuper"))
                .containsOnlyOnce(name);
    }

    @Test
    void a_role_s_name_is_only_a_name() {
        DatabaseAddress owner = TestPostgres.freshDatabase().owner();
        assertThatThrownBy(() -> Provisioning.grantTo(owner, ODD_NAME))
                .isInstanceOf(StoreUnavailable.class)
                .rootCause()
                .hasMessageContaining("does not exist");
        assertThat(Migrations.migrate(owner)).isZero();
    }

    @Test
    void a_database_that_is_not_there_is_said_without_its_password() {
        DatabaseAddress nowhere = new DatabaseAddress("127.0.0.1", 1, "app", "app", "hunter2hunter2");
        assertThatThrownBy(() -> Provisioning.grantTo(nowhere, "app"))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("postgresql://app@127.0.0.1:1/app")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM users",
                "TRUNCATE users",
                "DELETE FROM user_settings",
                "DROP TABLE users",
                "ALTER TABLE users ADD x int",
                "SELECT * FROM flyway_schema_history"
            })
    void the_service_s_role_may_do_no_more_than_the_service_does(String sql) throws SQLException {
        TestDatabase database = TestPostgres.freshDatabase();
        try (Connection connection = PostgresSource.of(database.sync(), "test").getConnection()) {
            assertThatThrownBy(() -> connection.createStatement().execute(sql))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }
}
