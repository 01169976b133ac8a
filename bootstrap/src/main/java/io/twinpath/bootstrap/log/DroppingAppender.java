package io.twinpath.bootstrap.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets nobody wait for whoever reads the log. What does not fit in the queue is dropped, lines of no weight first, and
 * counted: the count is a line of its own as soon as half of the queue is free again, or at the end.
 */
public final class DroppingAppender extends AsyncAppender {
    private final AtomicLong dropped = new AtomicLong();

    /** A queue of 4096 lines. */
    public DroppingAppender() {
        setNeverBlock(true);
        setQueueSize(4096);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (dropped.get() > 0 && getRemainingCapacity() > getQueueSize() / 2) {
            tell();
        }
        if (getRemainingCapacity() == 0) {
            dropped.incrementAndGet();
        } else {
            super.append(event);
        }
    }

    @Override
    protected boolean isDiscardable(ILoggingEvent event) {
        boolean discardable = super.isDiscardable(event);
        if (discardable) {
            dropped.incrementAndGet();
        }
        return discardable;
    }

    @Override
    public void stop() {
        tell();
        super.stop();
    }

    private void tell() {
        long count = dropped.getAndSet(0);
        if (count > 0) {
            super.append(new LoggingEvent(
                    DroppingAppender.class.getName(),
                    ((LoggerContext) getContext()).getLogger(DroppingAppender.class),
                    Level.WARN,
                    "{} lines were dropped, for nobody read the log fast enough",
                    null,
                    new Object[] {count}));
        }
    }
}
