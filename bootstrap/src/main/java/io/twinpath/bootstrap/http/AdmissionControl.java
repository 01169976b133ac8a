package io.twinpath.bootstrap.http;

import io.twinpath.application.datapath.Bulkhead;
import io.twinpath.application.defect.DefectLog;
import io.twinpath.rest.AnsweredRequest;
import io.twinpath.rest.Problem;
import io.twinpath.rest.RequestObservers;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** Lets in what a worker will come to in time, and refuses the rest at once, which costs no worker. */
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

    /**
     * Begins with nothing in progress.
     *
     * @param workers rejects nothing within the bounds
     * @param observers are told of what the application does not answer
     */
    public AdmissionControl(Handler application, Executor workers, Bounds bounds, RequestObservers observers) {
        this.application = application;
        this.workers = workers;
        this.places = new Bulkhead(bounds.running(), bounds.maxWaiting(), MAX_WAIT);
        this.maxInProgress = bounds.maxInProgress();
        this.observers = observers;
    }

    @Override
    public void handle(Exchange exchange) {
        Admitted admitted = new Admitted(exchange);
        if (inProgress.get() <= maxInProgress && places.tryEnter()) {
            workers.execute(() -> serve(admitted));
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

    private void serve(Admitted admitted) {
        long begun = System.nanoTime();
        boolean late = begun - admitted.arrived() > 2 * MAX_WAIT.toNanos();
        if (late || admitted.abandoned()) {
            places.leaveUnserved();
            answer(admitted, Problem.OVERLOADED);
            return;
        }
        try {
            application.handle(admitted);
        } catch (Throwable defect) {
            defects.report("that escaped the application", defect);
            answer(admitted, Problem.UNAVAILABLE);
        } finally {
            places.leave(System.nanoTime() - begun);
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

        Admitted(Exchange exchange) {
            this.exchange = exchange;
            inProgress.incrementAndGet();
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
