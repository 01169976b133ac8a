package io.twinpath.persistence.sync;

import io.twinpath.application.datapath.DatabaseAddress;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The PostgreSQL of the tests, one for each JVM: embedded, or with {@code -Dpostgres=testcontainers} in a container of
 * {@code POSTGRES_IMAGE} ({@code postgres:15} when not set).
 */
public final class TestPostgres {
    private static final String MAX_CONNECTIONS = "300";
    private static final AtomicInteger databases = new AtomicInteger();

    private TestPostgres() {}

    /** A database of its own with the schema and the users of the fixtures, and two roles for the two paths. */
    public static TestDatabase freshDatabase() {
        TestDatabase database = databaseFrom(Template.NAME);
        Provisioning.grantTo(database.owner(), database.async().user());
        Provisioning.grantTo(database.owner(), database.sync().user());
        return database;
    }

    /** A database of its own with nothing in it. */
    public static TestDatabase emptyDatabase() {
        return databaseFrom("template0");
    }

    private static TestDatabase databaseFrom(String template) {
        String name = "test" + databases.incrementAndGet();
        DatabaseAddress server = Server.ADDRESS;
        TestDatabase maintenance = new TestDatabase(server, server, server);
        maintenance.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
        return new TestDatabase(
                at(server.host(), name, server.user(), server.password()),
                role(maintenance, name, "async"),
                role(maintenance, name, "sync"));
    }

    /** Roles are the server's, not the database's: each database has its own two. */
    private static DatabaseAddress role(TestDatabase maintenance, String database, String path) {
        String role = database + "_" + path;
        maintenance.execute("CREATE ROLE " + role + " LOGIN PASSWORD 'secret of " + role + "'");
        DatabaseAddress server = Server.ADDRESS;
        return at(server.host(), database, role, "secret of " + role);
    }

    private static DatabaseAddress at(DatabaseAddress.Host host, String database, String user, String password) {
        return new DatabaseAddress(host.name(), host.port(), database, user, password);
    }

    /** Migrated and filled once; the others are copies. */
    private static final class Template {
        private static final String NAME = make();

        private static String make() {
            TestDatabase template = emptyDatabase();
            Migrations.migrate(template.owner());
            TestData.insert(template);
            return template.owner().database();
        }
    }

    /** Started with its first use; it ends with the JVM. */
    private static final class Server {
        private static final DatabaseAddress ADDRESS = start(System.getProperty("postgres", "embedded"));

        private static DatabaseAddress start(String kind) {
            return switch (kind) {
                case "embedded" -> embedded();
                case "testcontainers" -> container();
                default ->
                    throw new IllegalArgumentException("-Dpostgres must be embedded or testcontainers, not " + kind);
            };
        }

        private static DatabaseAddress embedded() {
            try {
                int port = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", MAX_CONNECTIONS)
                        .setServerConfig("fsync", "off") // no test ends the machine
                        .start()
                        .getPort();
                return new DatabaseAddress("127.0.0.1", port, "postgres", "postgres", "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @SuppressWarnings("resource") // Testcontainers removes it as the JVM ends
        private static DatabaseAddress container() {
            String image = Objects.requireNonNullElse(System.getenv("POSTGRES_IMAGE"), "postgres:15");
            PostgreSQLContainer container = new PostgreSQLContainer(
                            DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
                    .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=" + MAX_CONNECTIONS);
            container.start();
            return new DatabaseAddress(
                    container.getHost(),
                    container.getMappedPort(5432),
                    container.getDatabaseName(),
                    container.getUsername(),
                    container.getPassword());
        }
    }
}
