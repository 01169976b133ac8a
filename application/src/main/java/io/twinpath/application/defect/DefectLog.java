package io.twinpath.application.defect;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/** Logs each defect as an error with its stack trace, once: told apart by class and place, at most 64 of them. */
public final class DefectLog {
    private static final int MAX_DEFECTS = 64;

    private final Logger log;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    public DefectLog(Logger log) {
        this.log = log;
    }

    /**
     * Logs a defect that was not seen before.
     *
     * @param where in words: {@code on the async path}
     */
    public void report(String where, Throwable defect) {
        report(where, Map.of(), defect);
    }

    /** The same, with fields that tell what it happened to. */
    public void report(String where, Map<String, ?> fields, Throwable defect) {
        StackTraceElement[] trace = defect.getStackTrace();
        String place = where + defect.getClass().getName() + (trace.length > 0 ? trace[0] : "");
        if (seen.size() < MAX_DEFECTS && seen.add(place)) {
            LoggingEventBuilder line = log.atError().setCause(defect);
            for (Map.Entry<String, ?> field : fields.entrySet()) {
                line = line.addKeyValue(field.getKey(), field.getValue());
            }
            line.log("A defect {}; this trace is shown once", where);
        }
    }
}
