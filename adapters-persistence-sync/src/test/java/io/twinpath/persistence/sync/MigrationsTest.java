package io.twinpath.persistence.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.domain.StoreUnavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGStatement;

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

    /** As a service of before the third migration has it: its statements stay as they are, prepared by the server. */
    @Test
    void settings_move_to_their_user_while_who_knew_their_table_goes_on() throws SQLException {
        TestDatabase database = TestPostgres.emptyDatabase();
        Migrations.flyway(database.owner()).target("2").load().migrate();
        String role = database.sync().user();
        database.execute("INSERT INTO users (username, email, full_name, role, password_hash)"
                + " SELECT name, name || '@example.org', name, 'user', '$none' FROM unnest('{ann,bob}'::text[]) name;"
                + " INSERT INTO user_settings VALUES (1, 'dark', 'de-AT', 'Asia/Tokyo',"
                + " '{\"email\": false, \"push\": false, \"sms\": true, \"digest\": \"never\"}', 7, '2020-02-02Z');"
                + " GRANT SELECT, UPDATE ON users, user_settings TO " + role);
        try (Connection service = PostgresSource.of(database.sync(), "test").getConnection();
                PreparedStatement read = service.prepareStatement(
                        "SELECT s::text FROM (SELECT id, active, tokens_valid_after FROM users) u"
                                + " JOIN user_settings s ON s.user_id = u.id WHERE id = 1");
                PreparedStatement write =
                        service.prepareStatement("UPDATE user_settings s SET theme = 'light', version = version + 1"
                                + " FROM (SELECT id, active FROM users) u WHERE user_id = 1 AND id = 1 AND active")) {
            read.unwrap(PGStatement.class).setPrepareThreshold(-1);
            write.unwrap(PGStatement.class).setPrepareThreshold(-1);
            String before = only(read);
            assertThat(write.executeUpdate()).isOne();
            Migrations.migrate(database.owner());
            assertThat(only(read)).isEqualTo(before.replace("dark", "light").replace(",7,", ",8,"));
            assertThat(write.executeUpdate()).isOne();
        }
        assertThat(database.query("SELECT concat_ws(' ', theme, locale, timezone, notifications ->> 'digest',"
                        + " settings_version, version) FROM users ORDER BY id"))
                .containsExactly("light de-AT Asia/Tokyo never 9 1", "system en UTC weekly 1 1");
    }

    private static String only(PreparedStatement read) throws SQLException {
        try (ResultSet rows = read.executeQuery()) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
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
