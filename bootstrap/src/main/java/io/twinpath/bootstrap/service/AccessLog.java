package io.twinpath.bootstrap.service;

import io.twinpath.rest.AnsweredRequest;
import io.twinpath.rest.RequestObserver;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** A line in the log for each request. */
final class AccessLog implements RequestObserver {
    private static final Logger log = LoggerFactory.getLogger(AccessLog.class);

    @Override
    public void answered(AnsweredRequest request) {
        LoggingEventBuilder line = log.atInfo();
        for (Map.Entry<String, Object> field : request.fields().entrySet()) {
            line = line.addKeyValue(field.getKey(), field.getValue());
        }
        line.log("Answered");
    }
}
