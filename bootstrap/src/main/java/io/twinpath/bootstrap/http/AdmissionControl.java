package io.twinpath.bootstrap.http;

import io.twinpath.application.access.Caller;
import io.twinpath.application.datapath.Bulkhead;
import io.twinpath.application.defect.DefectLog;
import io.twinpath.rest.AnsweredRequest;
import io.twinpath.rest.Problem;
import io.twinpath.rest.RequestObservers;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.LoggerFactory;

/**
 * Lets in what a worker will come to in time, and refuses the rest at once, which costs no worker. Reads of callers who are
 * known need none: they are so soon begun that to hand them over would be most of the work.
 */
public final class AdmissionControl implements Handler {
    /** Expected of who is let in; a worker that comes later than twice that does not begin any more. */
    private static final Duration MAX_WAIT = Duration.ofMillis(300);

    private final DefectLog defects = new DefectLog(LoggerFactory.getLogger(AdmissionControl.class));
    private final AtomicInteger inProgress = new AtomicInteger();
    private final Handler application;
    private final Executor workers;
    private final Bulkhead places;
    private final int maxInProgress;
    private final RequestObservers observers;
    private final Function<Request, Optional<Caller>> known;

    /**
     * Begins with nothing in progress.
     *
     * @param application neither waits nor computes for long over a read of a known caller
     * @param workers rejects nothing within the bounds
     * @param observers are told of what the application does not answer
     * @param known tells who makes a request without computing for long, or nothing
     */
    public AdmissionControl(
            Handler application,
            Executor workers,
            Bounds bounds,
            RequestObservers observers,
            Function<Request, Optional<Caller>> known) {
        this.application = application;
        this.workers = workers;
        this.places = new Bulkhead(bounds.running(), bounds.maxWaiting(), MAX_WAIT);
        this.maxInProgress = bounds.maxInProgress();
        this.observers = observers;
        this.known = known;
    }

    @Override
    public void handle(Exchange exchange) {
        Admitted admitted = new Admitted(exchange);
        boolean full = inProgress.get() > maxInProgress;
        if (!full && admitted.recognise()) {
            serve(admitted);
        } else if (!full && places.tryEnter()) {
            workers.execute(() -> work(admitted));
        } else {
            answer(admitted, Problem.OVERLOADED);
        }
    }

    /** How many were let in and have no answer yet. */
    int inProgress() {
        return inProgress.get();
    }

    /** How many have a worker or wait for one. */
    int inside() {
        return places.inside();
    }

    /** Whatever goes wrong with that goes wrong where it is answered. */
    private Optional<Caller> find(Request request) {
        try {
            return known.apply(request);
        } catch (RuntimeException defect) {
            defects.report("in front of the application", defect);
            return Optional.empty();
        }
    }

    private void work(Admitted admitted) {
        long begun = System.nanoTime();
        boolean late = begun - admitted.arrived() > 2 * MAX_WAIT.toNanos();
        if (late || admitted.abandoned()) {
            places.leaveUnserved();
            answer(admitted, Problem.OVERLOADED);
            return;
        }
        try {
            serve(admitted);
        } finally {
            places.leave(System.nanoTime() - begun);
        }
    }

    private void serve(Admitted admitted) {
        try {
            application.handle(admitted);
        } catch (Throwable defect) {
            defects.report("that escaped the application", defect);
            answer(admitted, Problem.UNAVAILABLE);
        }
    }

    private void answer(Exchange exchange, Problem problem) {
        Answer answer = Answer.of(problem);
        exchange.answer(answer);
        observers.tell(AnsweredRequest.unmatched(
                exchange.request().method(),
                answer.status(),
                Duration.ofNanos(System.nanoTime() - exchange.arrived())));
    }

    private final class Admitted implements Exchange {
        private final AtomicBoolean answered = new AtomicBoolean();
        private final Exchange exchange;
        private Optional<Caller> caller = Optional.empty();

        Admitted(Exchange exchange) {
            this.exchange = exchange;
            inProgress.incrementAndGet();
        }

        /** Whether it is a read of somebody known, who is its caller from now on. */
        boolean recognise() {
            caller = request().isRead() ? find(request()) : Optional.empty();
            return caller.isPresent();
        }

        @Override
        public Request request() {
            return exchange.request();
        }

        @Override
        public InetAddress peer() {
            return exchange.peer();
        }

        @Override
        public Optional<Caller> caller() {
            return caller;
        }

        @Override
        public long arrived() {
            return exchange.arrived();
        }

        @Override
        public boolean abandoned() {
            return exchange.abandoned();
        }

        @Override
        public void answer(Answer answer) {
            if (answered.compareAndSet(false, true)) {
                inProgress.decrementAndGet();
                exchange.answer(answer);
            }
        }
    }
}
