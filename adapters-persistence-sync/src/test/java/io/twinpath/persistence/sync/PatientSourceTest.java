package io.twinpath.persistence.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatientSourceTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final TestDatabase database = TestPostgres.freshDatabase();
    private final AtomicInteger made = new AtomicInteger();

    private PatientSource resting(Duration delay) {
        return new PatientSource(
                () -> {
                    made.incrementAndGet();
                    return database.connect();
                },
                delay);
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
        FutureTask<Connection> second = connectWhileItRests(source);
        assertThat(made).hasValue(1);
        source.hurry();
        second.get().close();
    }

    @Test
    void as_it_is_closed_nobody_waits_for_a_second_connection() throws Exception {
        PatientSource source = resting(LONG);
        source.getConnection().close();
        FutureTask<Connection> second = connectWhileItRests(source);
        source.close();
        assertThatThrownBy(second::get).hasCauseInstanceOf(SQLException.class);
        assertThat(made).hasValue(1);
    }

    /** On a thread of its own, of which it is known that it waits. */
    private static FutureTask<Connection> connectWhileItRests(PatientSource source) {
        FutureTask<Connection> connection = new FutureTask<>(source::getConnection);
        Thread connecting = new Thread(connection);
        connecting.start();
        await().until(() -> connecting.getState() == Thread.State.TIMED_WAITING);
        return connection;
    }
}
