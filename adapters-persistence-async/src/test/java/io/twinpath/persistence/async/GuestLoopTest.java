package io.twinpath.persistence.async;

import static io.twinpath.domain.user.UserFixtures.ann;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.domain.user.User;
import io.twinpath.domain.user.UserRepository;
import io.twinpath.persistence.sync.TestDatabase;
import io.twinpath.persistence.sync.TestPostgres;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GuestLoopTest {
    private static final Duration PATIENT = Duration.ofMinutes(1);

    @AutoClose
    private final HostThread first = new HostThread();

    @AutoClose
    private final HostThread second = new HostThread();

    private final TestDatabase database = TestPostgres.freshDatabase();

    private AsyncPersistence open(int poolSize) {
        return new AsyncPersistence(
                new AsyncConfig(database::async, poolSize, 100, PATIENT, PATIENT, PATIENT, "twinpath-async"),
                List.of(first.loop, second.loop));
    }

    @Test
    void who_asks_on_a_thread_is_answered_there() throws Exception {
        try (AsyncPersistence path = open(4)) {
            await().until(() -> path.dataPath().pool().idle() == 4);
            assertThat(path.sharesOfUsers()).hasSize(2);
            for (HostThread host : List.of(first, second, first)) {
                assertThat(threadThatAnswers(host, path.users())).isEqualTo(host.thread);
            }
        }
    }

    @Test
    void connections_are_made_while_the_threads_are_busy() {
        CompletableFuture<Void> busy = new CompletableFuture<>();
        List.of(first, second).forEach(host -> host.loop.execute(busy::join));
        try (AsyncPersistence path = open(4)) {
            await().until(() -> database.connectionsOf("twinpath-async") == 4);
            assertThat(path.dataPath().pool().idle()).isZero();
            busy.complete(null);
            await().until(() -> path.dataPath().pool().idle() == 4);
        } finally {
            busy.complete(null);
        }
    }

    private static Thread threadThatAnswers(HostThread host, UserRepository users) throws Exception {
        CompletableFuture<Thread> answering = new CompletableFuture<>();
        host.loop.execute(() -> listen(users.findById(ann().user().id()), answering));
        return answering.get(20, TimeUnit.SECONDS);
    }

    /** The other one has to wait till somebody listens, else it is whoever listens that finds the answer. */
    private static Thread threadThatAnswers(HostThread host, UserRepository users, HostThread other) throws Exception {
        CompletableFuture<Thread> answering = new CompletableFuture<>();
        CompletableFuture<Void> listened = new CompletableFuture<>();
        other.loop.execute(listened::join);
        host.loop.execute(() -> {
            listen(users.findById(ann().user().id()), answering);
            listened.complete(null);
        });
        return answering.get(20, TimeUnit.SECONDS);
    }

    private static void listen(CompletionStage<Optional<User>> answer, CompletableFuture<Thread> answering) {
        answer.thenAccept(found -> answering.complete(found.isPresent() ? Thread.currentThread() : null));
    }

    @Test
    void a_thread_whose_own_connections_are_all_in_use_has_one_of_another() throws SQLException {
        try (AsyncPersistence path = open(4);
                Connection lock = database.connect()) {
            await().until(() -> path.dataPath().pool().idle() == 4);
            lock.setAutoCommit(false);
            lock.createStatement().execute("LOCK users");
            for (int i = 0; i < 3; i++) {
                first.loop.execute(() -> path.users().findById(ann().user().id()));
            }
            await().until(() -> path.dataPath().pool().active() == 3);
            assertThat(path.dataPath().pool().pending()).isZero();
            lock.rollback();
        }
    }

    @Test
    void whoever_asks_by_a_share_is_answered_by_the_thread_that_has_it() throws Exception {
        try (AsyncPersistence path = open(4)) {
            await().until(() -> path.dataPath().pool().idle() == 4);
            List<UserRepository> shares = path.sharesOfUsers();
            assertThat(threadThatAnswers(first, shares.get(1), second)).isEqualTo(second.thread);
            assertThat(threadThatAnswers(second, shares.get(0), first)).isEqualTo(first.thread);
        }
    }

    @Test
    void a_share_that_has_lost_its_connections_is_made_good_by_another() throws Exception {
        try (AsyncPersistence path = open(4)) {
            await().until(() -> path.dataPath().pool().idle() == 4);
            first.loop.dispose(); // and with it all that it had, and could make
            await().until(() -> {
                CompletableFuture<Boolean> found = path.sharesOfUsers()
                        .get(0)
                        .findById(ann().user().id())
                        .thenApply(Optional::isPresent)
                        .toCompletableFuture();
                return found.handle((is, failure) -> failure == null && is).get(20, TimeUnit.SECONDS);
            });
        }
    }

    @Test
    void what_cannot_be_shared_out_belongs_to_one() {
        try (AsyncPersistence path = open(3)) {
            assertThat(path.sharesOfUsers()).hasSize(1);
            await().until(() -> path.dataPath().pool().idle() == 3);
            assertThat(path.dataPath().pool().size()).isEqualTo(3);
        }
    }

    @Test
    void what_is_selected_for_others_is_left_to_them_and_goes_on_when_the_guest_is_gone() throws Exception {
        assertThat(selects("while it is there")).isTrue();
        Thread host = first.loop.submit(Thread::currentThread).get(5, TimeUnit.SECONDS);
        assertThat(host).isEqualTo(first.thread);
        first.loop.dispose();
        assertThat(first.loop.isTerminated()).isTrue();
        assertThat(selects("when it is gone")).isTrue();
    }

    private boolean selects(String name) throws Exception {
        Pipe pipe = Pipe.open();
        try (Pipe.SourceChannel source = pipe.source();
                Pipe.SinkChannel sink = pipe.sink()) {
            source.configureBlocking(false);
            source.register(first.selector, SelectionKey.OP_READ, name);
            first.selector.wakeup();
            sink.write(ByteBuffer.allocate(1));
            return name.equals(first.selected.poll(20, TimeUnit.SECONDS));
        }
    }

    @Test
    void what_is_due_ends_the_wait() throws Exception {
        assertThat(first.loop.schedule(() -> true, 20, TimeUnit.MILLISECONDS).get(20, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void connections_that_are_left_are_closed_with_it() {
        AsyncPersistence path = open(2);
        await().until(() -> database.connectionsOf("twinpath-async") == 2);
        first.loop.dispose();
        await().until(() -> database.connectionsOf("twinpath-async") == 0);
        await().until(() -> first.selector.keys().isEmpty());
        path.close();
    }

    @Test
    void it_remembers_nobody_who_wants_to_know_of_its_end() {
        OneEventLoopTest.assertThatItRemembersNobody(first.loop);
    }

    @Nested
    class WithAllThatAPathPromises extends R2dbcPathTest {
        @Override
        AsyncPersistence persistence(AsyncConfig config) {
            return new AsyncPersistence(config, List.of(first.loop, second.loop));
        }
    }
}
