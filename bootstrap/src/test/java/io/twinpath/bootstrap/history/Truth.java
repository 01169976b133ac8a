package io.twinpath.bootstrap.history;

import io.twinpath.persistence.sync.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Every version of every profile and all settings, as a trigger in the database itself copied it. */
public final class Truth {
    private static final String MAKE = """
                CREATE TABLE history (place bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                    resource text NOT NULL, user_id bigint NOT NULL, version bigint NOT NULL, marker text NOT NULL);
                CREATE FUNCTION remember() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
                BEGIN
                    IF TG_OP = 'UPDATE' AND random() < 0.25 THEN
                        PERFORM pg_sleep(0.02);
                    END IF;
                    INSERT INTO history (resource, user_id, version, marker)
                        SELECT TG_ARGV[0], NEW.id, (r ->> TG_ARGV[1])::bigint, r ->> TG_ARGV[2] FROM to_jsonb(NEW) r;
                    RETURN NULL;
                END $$""";

    private final TestDatabase database;

    /** A few writes hold their row for a moment, so that others have to wait for it. */
    public Truth(TestDatabase database) {
        this(database, MAKE);
        for (Resource each : Resource.values()) {
            database.execute(String.format(
                    "CREATE TRIGGER remember_%1$s AFTER INSERT OR UPDATE OF %2$s, %3$s ON users FOR EACH ROW"
                            + " EXECUTE FUNCTION remember('%1$s', '%2$s', '%3$s')",
                    each, each.version, each.marker));
        }
    }

    private Truth(TestDatabase database, String make) {
        this.database = database;
        database.execute(make);
    }

    /** The one that is there, by way of another server. */
    public Truth at(TestDatabase other) {
        return new Truth(other, "");
    }

    public List<Long> addUsers(int count) {
        return database
                .query("INSERT INTO users (username, email, full_name, role, password_hash)"
                        + " SELECT 'history' || n, 'history' || n || '@example.org', 'History', 'user', '$none'"
                        + " FROM generate_series(1, " + count + ") n RETURNING id")
                .stream()
                .map(Long::valueOf)
                .toList();
    }

    public long addUser(String name) {
        return Long.parseLong(database.query("INSERT INTO users (username, email, full_name, role, password_hash)"
                        + " VALUES ('" + name + "', '" + name + "@example.org', 'Name', 'user', '$none') RETURNING id")
                .get(0));
    }

    /** In the order in which they came to be. */
    List<Row> rows() {
        return rows("SELECT resource, user_id, version, marker FROM history ORDER BY place");
    }

    /** The place of the newest. */
    public long last() {
        return Long.parseLong(
                database.query("SELECT coalesce(max(place), 0) FROM history").get(0));
    }

    /** Those after a place, and before them what each row was then. */
    public List<Row> rowsSince(long place) {
        List<Row> rows = rows("SELECT DISTINCT ON (resource, user_id) resource, user_id, version, marker FROM history"
                + " WHERE place <= " + place + " ORDER BY resource, user_id, place DESC");
        rows.addAll(rows(
                "SELECT resource, user_id, version, marker FROM history WHERE place > " + place + " ORDER BY place"));
        return rows;
    }

    private List<Row> rows(String sql) {
        List<Row> rows = new ArrayList<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                Subject subject = new Subject(Resource.valueOf(found.getString(1)), found.getLong(2));
                rows.add(new Row(subject, found.getLong(3), found.getString(4)));
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return rows;
    }

    long count() {
        return Long.parseLong(database.query("SELECT count(*) FROM history").get(0));
    }
}
