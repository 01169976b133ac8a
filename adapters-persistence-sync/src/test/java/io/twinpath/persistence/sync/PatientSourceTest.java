package io.twinpath.persistence.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PatientSourceTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final TestDatabase database = TestPostgres.freshDatabase();
    private final AtomicInteger made = new AtomicInteger();

    private PatientSource resting(Duration rest) {
        return new PatientSource(
                () -> {
                    made.incrementAndGet();
                    return database.connect();
                },
                rest);
    }

    @Test
    void a_second_connection_is_made_when_there_is_time() throws SQLException {
        PatientSource source = resting(Duration.ofMillis(1));
        for (int i = 0; i < 2; i++) {
            source.getConnection().close();
        }
        assertThat(made).hasValue(2);
    }

    @Test
    void who_hurries_has_a_second_connection_made_at_once() throws Exception {
        PatientSource source = resting(LONG);
        source.getConnection().close();
        CompletableFuture<Connection> second = connectWhileItRests(source);
        assertThat(made).hasValue(1);
        source.hurry();
        second.join().close();
    }

    @Test
    void as_it_is_closed_nobody_waits_for_a_second_connection() throws Exception {
        PatientSource source = resting(LONG);
        source.getConnection().close();
        CompletableFuture<Connection> second = connectWhileItRests(source);
        source.close();
        assertThatThrownBy(second::join).hasRootCauseInstanceOf(SQLException.class);
        assertThat(made).hasValue(1);
    }

    /** On a thread of its own, of which it is known that it waits. */
    private static CompletableFuture<Connection> connectWhileItRests(PatientSource source) {
        CompletableFuture<Connection> connection = new CompletableFuture<>();
        AtomicReference<Thread> thread = new AtomicReference<>();
        connection.completeAsync(
                () -> {
                    try {
                        return source.getConnection();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> {
                    thread.set(new Thread(task, "connecting"));
                    thread.get().start();
                });
        await().until(() -> thread.get().getState() == Thread.State.TIMED_WAITING);
        return connection;
    }
}
