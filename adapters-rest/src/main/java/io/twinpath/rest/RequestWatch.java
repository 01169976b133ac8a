package io.twinpath.rest;

import java.time.Duration;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.jspecify.annotations.Nullable;

/** Sees each request from Jersey's first touch to its last, whatever becomes of it. */
final class RequestWatch implements ApplicationEventListener {
    private final RequestObservers observers;

    RequestWatch(RequestObservers observers) {
        this.observers = observers;
    }

    @Override
    public void onEvent(ApplicationEvent event) {}

    @Override
    public RequestEventListener onRequest(RequestEvent start) {
        return new InProgress();
    }

    private final class InProgress implements RequestEventListener {
        private final long begun = System.nanoTime();
        private @Nullable RequestFacts facts;

        @Override
        public void onEvent(RequestEvent event) {
            if (event.getType() == RequestEvent.Type.RESP_FILTERS_FINISHED) {
                facts = RequestFacts.of(event.getContainerRequest());
            } else if (event.getType() == RequestEvent.Type.FINISHED) {
                observers.tell(answered(event, Duration.ofNanos(System.nanoTime() - begun)));
            }
        }

        /** What Jersey fails to answer is answered with 503 by who stands in front of it. */
        private AnsweredRequest answered(RequestEvent end, Duration duration) {
            String method = end.getContainerRequest().getMethod();
            return facts == null
                    ? AnsweredRequest.unmatched(method, 503, duration)
                    : facts.answered(method, end.getContainerResponse().getStatus(), duration);
        }
    }
}
