package io.twinpath.bootstrap.history;

import io.twinpath.bootstrap.history.Answer.Outcome;
import io.twinpath.bootstrap.history.Request.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Does one thing after the other, at random, and knows no more than it was told. */
final class Client {
    private static final long BREATH_NANOS = 10_000_000;
    private static final int FAVOURITES = 3;
    private static final int CROWD = 6;
    private static final int CROWD_NUMBERS = 1000;

    private final int number;
    private final Api api;
    private final List<Long> users;
    private final Markers markers;
    private final Queue<Request> doubts;
    private final Consumer<Operation> record;
    private final Executor elsewhere;
    private final Random random;
    private final Map<Subject, Long> known = new HashMap<>();

    /**
     * @param doubts writes of all clients that somebody should try again
     * @param elsewhere where another one runs at the same time
     */
    Client(
            int number,
            Api api,
            List<Long> users,
            Markers markers,
            Queue<Request> doubts,
            Consumer<Operation> record,
            Executor elsewhere,
            long seed) {
        this.number = number;
        this.api = api;
        this.users = users;
        this.markers = markers;
        this.doubts = doubts;
        this.record = record;
        this.elsewhere = elsewhere;
        this.random = new Random(seed);
    }

    void act() {
        Request doubt = chance(20) ? doubts.poll() : null;
        if (doubt != null) {
            write(doubt);
            return;
        }
        Subject subject = subject();
        if (chance(45)) {
            read(subject);
        } else if (chance(40)) {
            write(markers.write(Kind.PATCH, subject, OptionalLong.empty()));
        } else if (known.containsKey(subject) && chance(90)) {
            Kind kind = subject.resource() == Resource.SETTINGS && chance(60) ? Kind.PUT : Kind.PATCH;
            write(markers.write(kind, subject, OptionalLong.of(known.get(subject))));
        } else {
            read(subject);
        }
    }

    /** Half of all is done to a few users, so that clients meet. */
    private Subject subject() {
        long user = users.get(random.nextInt(chance(50) ? FAVOURITES : users.size()));
        return new Subject(chance(70) ? Resource.SETTINGS : Resource.PROFILE, user);
    }

    private void read(Subject subject) {
        List<CompletableFuture<Void>> crowd = chance(20) ? crowd() : List.of();
        boolean conditional = known.containsKey(subject) && chance(50);
        send(Request.read(subject, conditional ? OptionalLong.of(known.get(subject)) : OptionalLong.empty()));
        crowd.forEach(CompletableFuture::join);
    }

    /** Others who read at the same time, so that reads meet on their way to the database. */
    private List<CompletableFuture<Void>> crowd() {
        return IntStream.rangeClosed(1, CROWD)
                .mapToObj(each -> {
                    Request read = Request.read(subject(), OptionalLong.empty());
                    return CompletableFuture.runAsync(() -> perform(CROWD_NUMBERS * each + number, read), elsewhere);
                })
                .toList();
    }

    private void write(Request write) {
        CompletableFuture<?> twin = chance(25)
                ? CompletableFuture.runAsync(() -> perform(-number, write), elsewhere)
                : CompletableFuture.completedFuture(null);
        Outcome outcome = send(write);
        while (outcome == Outcome.INFO && chance(40)) {
            outcome = send(write);
        }
        twin.join();
        if (outcome == Outcome.FAIL || (outcome == Outcome.OK && chance(50))) {
            read(write.subject());
        } else if (outcome == Outcome.INFO && chance(80)) {
            doubts.add(write);
        }
    }

    private Outcome send(Request request) {
        Answer answer = perform(number, request);
        if (answer.isOk()) {
            known.put(request.subject(), answer.version());
        } else if (answer.outcome() == Outcome.INFO) {
            LockSupport.parkNanos(BREATH_NANOS); // who is turned away at once does nothing but ask
        }
        return answer.outcome();
    }

    private Answer perform(int client, Request request) {
        long start = System.nanoTime();
        Answer answer = api.send(request);
        record.accept(new Operation(client, request, start, System.nanoTime(), answer));
        return answer;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }
}
