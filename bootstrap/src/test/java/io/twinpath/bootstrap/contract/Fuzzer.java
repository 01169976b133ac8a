package io.twinpath.bootstrap.contract;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * Sends a service requests that are made by chance of its contract, most of them spoiled, and gathers what of the answers the
 * contract does not allow. The same seed and number make the same request, but for its token.
 */
final class Fuzzer {
    /** What is wrong, with the smallest request that shows it. */
    record Find(long number, List<String> faults, String reproduction) {
        @Override
        public String toString() {
            return "request " + number + ": " + String.join("; ", faults) + "\n  " + reproduction;
        }
    }

    private static final int ENOUGH = 40;
    private static final Duration SHRINKING = Duration.ofSeconds(5);

    private final ContractService service;
    private final Contract contract = Contract.load();
    private final Grammar grammar = new Grammar(contract);
    private final Judge judge = new Judge(contract);
    private final long seed;
    private final AtomicLong next = new AtomicLong();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
    private final Map<String, Find> finds = new ConcurrentHashMap<>();

    Fuzzer(ContractService service, long seed) {
        this.service = service;
        this.seed = seed;
    }

    /** Each user has a connection and a thread. */
    List<Find> run(long requests, List<String> users) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(users.size());
        try {
            List<Callable<Void>> all = new ArrayList<>();
            users.forEach(user -> all.add(() -> ask(user, requests)));
            for (Future<Void> each : threads.invokeAll(all)) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return finds.values().stream()
                .sorted(Comparator.comparing(Find::number))
                .toList();
    }

    String figures() {
        Map<Integer, AtomicInteger> sorted = new TreeMap<>(statuses);
        return "seed " + seed + ", " + next.get() + " requests; answers by status: " + sorted + ", none to "
                + unanswered.get() + " that did not say where they end; finds: " + finds.size();
    }

    private Void ask(String user, long requests) throws Exception {
        String token = service.logIn(user);
        try (Wire wire = new Wire(service.port())) {
            for (long number = next.getAndIncrement();
                    number < requests && finds.size() < ENOUGH;
                    number = next.getAndIncrement()) {
                Draft draft = draft(number, token);
                Optional<Reply> reply = send(wire, draft, number);
                if (isNewToken(reply)) {
                    token = ContractService.token(reply.orElseThrow());
                } else if (isTokenGone(reply, draft, token)) {
                    token = service.logInAgain(user);
                }
            }
        }
        next.updateAndGet(count -> Math.min(count, requests));
        return null;
    }

    private Draft draft(long number, String token) {
        Random random = new Random(seed * 1_000_003 + number);
        Draft draft = grammar.draft(random, token);
        int spoiled = Math.max(0, random.nextInt(6) - 2); // half of them not at all
        for (int i = 0; i < spoiled; i++) {
            draft = Mutations.any(draft, random);
        }
        return draft;
    }

    private Optional<Reply> send(Wire wire, Draft draft, long number) {
        Optional<Reply> reply = Optional.empty();
        List<String> faults;
        try {
            reply = wire.exchange(draft);
            faults = judge.faults(draft, reply);
        } catch (IOException e) {
            wire.close();
            faults = List.of(e.getMessage() == null ? e.toString() : e.getMessage());
        }
        reply.ifPresentOrElse(
                given -> statuses.computeIfAbsent(given.status(), status -> new AtomicInteger())
                        .incrementAndGet(),
                unanswered::incrementAndGet);
        if (!faults.isEmpty()) {
            found(number, draft, faults);
        }
        return reply;
    }

    /** Once for each kind. */
    private void found(long number, Draft draft, List<String> faults) {
        String kind = kind(faults) + (draft.isSound() ? " " + draft.method() : "");
        finds.computeIfAbsent(
                kind,
                first -> new Find(number, faults, shrunk(draft, kind(faults)).reproduction()));
    }

    private Draft shrunk(Draft draft, String kind) {
        long deadline = System.nanoTime() + SHRINKING.toNanos();
        Draft smallest = draft;
        while (true) {
            Draft current = smallest;
            Optional<Draft> smaller = current.smaller()
                    .takeWhile(each -> System.nanoTime() < deadline)
                    .filter(each -> each.isSound() == current.isSound())
                    .filter(each -> kind(faults(each)).equals(kind))
                    .findFirst();
            if (smaller.isEmpty()) {
                return smallest;
            }
            smallest = smaller.get();
        }
    }

    private List<String> faults(Draft draft) {
        try (Wire wire = new Wire(service.port())) {
            return judge.faults(draft, wire.exchange(draft));
        } catch (IOException e) {
            return List.of(e.getMessage() == null ? e.toString() : e.getMessage());
        }
    }

    private static String kind(List<String> faults) {
        return faults.stream()
                .map(each -> each.replaceAll("\\d+", "N"))
                .sorted()
                .collect(Collectors.joining("; "));
    }

    private static boolean isNewToken(Optional<Reply> reply) {
        return reply.filter(each -> each.status() == 200 && each.text().startsWith("{\"access_token\""))
                .isPresent();
    }

    private static boolean isTokenGone(Optional<Reply> reply, Draft draft, String token) {
        return draft.isSound()
                && reply.filter(each -> each.status() == 401).isPresent()
                && draft.headers().stream()
                        .filter(line -> line.startsWith("Authorization:"))
                        .toList()
                        .equals(List.of("Authorization: Bearer " + token));
    }
}
