package io.twinpath.bootstrap.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks at the service now and then while something befalls it, and tries to get in without a right to. */
final class Watch implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    /** @param what {@code live}, {@code ready}, {@code expired token}, {@code closed account} */
    record Poll(String what, long begin, long end, int status) {
        double millis() {
            return (end - begin) / 1e6;
        }
    }

    /** What {@code /health/database} says: ok, degraded, down, or nothing. */
    record Report(long at, String status) {}

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(5);
    private final Queue<Poll> polls = new ConcurrentLinkedQueue<>();
    private final Queue<Report> reports = new ConcurrentLinkedQueue<>();
    private final TestBed bed;

    Watch(TestBed bed) {
        this.bed = bed;
        every(200, () -> poll("live", "/health/live", ""));
        every(100, () -> poll("ready", "/health/ready", ""));
        String expired = bed.expiredToken();
        every(250, () -> poll("expired token", "/api/v1/profile", expired));
        String closed = bed.strangersToken();
        every(500, () -> poll("closed account", "/api/v1/profile", closed));
        every(200, this::report);
    }

    List<Poll> polls() {
        return new ArrayList<>(polls);
    }

    List<Report> reports() {
        return new ArrayList<>(reports);
    }

    /** As nothing is under way any more. */
    @Override
    public void close() throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(LIMIT.toMillis() * 2, TimeUnit.MILLISECONDS);
    }

    private void every(int millis, Runnable task) {
        threads.scheduleAtFixedRate(task, 0, millis, TimeUnit.MILLISECONDS);
    }

    private void poll(String what, String path, String token) {
        long begin = System.nanoTime();
        int status = HttpConnection.once(bed.port(), HttpConnection.get(path, token), LIMIT)
                .status();
        polls.add(new Poll(what, begin, System.nanoTime(), status));
    }

    private void report() {
        JsonNode health = bed.service().health();
        reports.add(new Report(System.nanoTime(), health.path("status").asText("")));
    }
}
