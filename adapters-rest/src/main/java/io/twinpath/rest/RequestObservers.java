package io.twinpath.rest;

import io.twinpath.application.defect.DefectLog;
import java.util.List;
import org.slf4j.LoggerFactory;

/** All who are told of requests; a defect in one reaches neither the others nor the request. */
public final class RequestObservers {
    private final DefectLog defects = new DefectLog(LoggerFactory.getLogger(RequestObservers.class));
    private final List<RequestObserver> observers;

    public RequestObservers(List<RequestObserver> observers) {
        this.observers = List.copyOf(observers);
    }

    public void tell(AnsweredRequest request) {
        for (RequestObserver observer : observers) {
            try {
                observer.answered(request);
            } catch (RuntimeException defect) {
                defects.report("in an observer of requests", defect);
            }
        }
    }
}
