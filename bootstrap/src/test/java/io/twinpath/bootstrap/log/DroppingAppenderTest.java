package io.twinpath.bootstrap.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class DroppingAppenderTest {
    private static final int MANY = 10_000;

    private final Reader reader = new Reader();
    private final DroppingAppender appender = new DroppingAppender();
    private final LoggerContext context = new LoggerContext();
    private final Logger log = context.getLogger("test");

    @BeforeEach
    void the_appender_is_in_place() {
        context.setMDCAdapter(MDC.getMDCAdapter());
        reader.start();
        appender.setContext(context);
        appender.addAppender(reader);
        appender.start();
        log.addAppender(appender);
    }

    @Test
    void every_line_is_written_or_counted_and_the_count_is_told_as_it_flows_again() {
        log.info("line");
        await().until(reader.read::hasQueuedThreads); // from here on nothing leaves the queue
        for (int i = 1; i < MANY; i++) {
            log.info("line");
        }
        reader.read.release(MANY);
        await().until(() -> appender.getNumberOfElementsInQueue() == 0);
        log.info("line");
        await().untilAsserted(() -> assertThat(reader.dropped()).isPositive());
        await().untilAsserted(
                        () -> assertThat(reader.written() + reader.dropped()).isEqualTo(MANY + 1));
        assertThat(reader.lines).filteredOn(line -> line.contains("dropped")).hasSize(1);
    }

    @Test
    void warnings_have_room_when_others_have_none() {
        for (int i = 0; i < MANY; i++) {
            log.info("line");
        }
        log.warn("a warning");
        reader.read.release(MANY);
        appender.stop();
        assertThat(reader.lines).contains("a warning").anyMatch(line -> line.contains("dropped"));
    }

    @Test
    void the_end_writes_what_there_is() {
        reader.read.release(MANY);
        for (int i = 0; i < 100; i++) {
            log.info("line");
        }
        appender.stop();
        assertThat(reader.lines).hasSize(100);
    }

    @Test
    void the_end_comes_although_nobody_reads() {
        log.info("line");
        assertThatCode(appender::stop).doesNotThrowAnyException();
        assertThat(reader.lines).isEmpty();
    }

    /** Blocks like a pipe that is full, until it may read. */
    private static final class Reader extends AppenderBase<ILoggingEvent> {
        private final Semaphore read = new Semaphore(0);
        private final List<String> lines = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent line) {
            read.acquireUninterruptibly();
            lines.add(line.getFormattedMessage());
        }

        long written() {
            return lines.stream().filter("line"::equals).count();
        }

        long dropped() {
            return lines.stream()
                    .filter(line -> line.contains("dropped"))
                    .mapToLong(line -> Long.parseLong(line.replaceFirst(" .*", "")))
                    .sum();
        }
    }
}
