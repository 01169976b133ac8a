package io.twinpath.bootstrap.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.bootstrap.TwinpathProcess;
import io.twinpath.bootstrap.history.Request.Kind;
import io.twinpath.persistence.sync.PostgresProxy;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two have seen the same version and both change it, at the same moment. */
class TwoWritersIT {
    private static final int RACES = 500;

    @AutoClose
    private final Experiment experiment = new Experiment(0);

    private final Subject subject =
            new Subject(Resource.SETTINGS, experiment.users().get(0));
    private final ExecutorService writers = Executors.newFixedThreadPool(2);
    private final CyclicBarrier start = new CyclicBarrier(2);
    private final Markers markers = new Markers();
    private final Queue<Operation> history = new ConcurrentLinkedQueue<>();

    @AfterEach
    void end() {
        writers.shutdownNow();
    }

    @Test
    void exactly_one_of_them_wins_on_either_path(@TempDir Path home) throws Exception {
        try (TwinpathProcess service = experiment.serve(home)) {
            Api api = Api.of(service);
            await().until(api::isReady);
            race(api, experiment.async());
            experiment.async().refuse();
            experiment.async().cut();
            race(api, experiment.sync());
        }
        assertThat(HistoryChecker.check(history, experiment.truth().rows())).isEmpty();
    }

    private void race(Api api, PostgresProxy path) throws Exception {
        long before = path.roundTrips();
        long version = version();
        for (int i = 0; i < RACES; i++) {
            OptionalLong seen = OptionalLong.of(version);
            List<Future<Answer>> both = writers.invokeAll(List.of(writer(1, api, seen), writer(2, api, seen)));
            List<Answer> answers = List.of(both.get(0).get(), both.get(1).get());
            assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 412);
            version++;
            assertThat(answers).extracting(Answer::version).containsOnly(version);
        }
        assertThat(version()).isEqualTo(version);
        assertThat(path.roundTrips() - before)
                .as("a write and a write with its probe, each time")
                .isGreaterThan(2 * RACES);
    }

    private Callable<Answer> writer(int client, Api api, OptionalLong seen) {
        Request request = markers.write(Kind.PATCH, subject, seen);
        return () -> {
            start.await();
            long begun = System.nanoTime();
            Answer answer = api.send(request);
            history.add(new Operation(client, request, begun, System.nanoTime(), answer));
            return answer;
        };
    }

    /** As the database has it. */
    private long version() {
        return experiment.truth().rows().stream()
                .filter(row -> row.subject().equals(subject))
                .mapToLong(Row::version)
                .max()
                .orElseThrow();
    }
}
