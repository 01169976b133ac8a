package io.twinpath.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ReadingThreadTest {
    /** Of somebody known, so it is begun on the thread that read it. */
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\nKnown: 1\r\nConnection: close\r\n\r\n";

    private final List<String> done = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Executor> readers = new LinkedBlockingQueue<>();
    private volatile Runnable work = () -> {};

    @AutoClose
    private final Listening listening = new Listening(exchange -> {
        readers.add(ReadingThread.current());
        work.run();
        exchange.answer(Answer.page("text/plain", new byte[0]));
        done.add("answered");
    });

    /** Who tells many of them what came in one batch must not have the rest wait while it answers the first. */
    @Test
    void what_it_is_given_it_does_itself_though_it_sleeps() throws Exception {
        listening.send(REQUEST);
        Executor reader = readers.take();
        for (int i = 0; i < 100; i++) {
            assertThat(doneBy(reader)).startsWith("twinpath-test");
        }
    }

    @Test
    void all_that_is_given_is_done_although_the_reader_falls_asleep_and_wakes_meanwhile() throws Exception {
        listening.send(REQUEST);
        Executor reader = readers.take();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            CompletableFuture<Void> each = new CompletableFuture<>();
            reader.execute(() -> each.complete(null));
            all.add(each);
            if (i % 10 == 0) {
                each.get(10, TimeUnit.SECONDS);
            }
        }
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
    }

    @Test
    void the_end_of_a_turn_comes_after_all_of_it_and_does_a_thing_once() throws IOException {
        Runnable thing = () -> done.add("once");
        work = () -> {
            ReadingThread.atTurnEnd(thing);
            ReadingThread.atTurnEnd(thing);
            ReadingThread.atTurnEnd(() -> {
                throw new IllegalStateException("planted");
            });
            ReadingThread.atTurnEnd(() -> ReadingThread.atTurnEnd(() -> done.add("last")));
        };
        listening.send(REQUEST);
        await().untilAsserted(() -> assertThat(done).containsExactly("answered", "once", "last"));
    }

    @Test
    void elsewhere_all_is_done_at_once() {
        ReadingThread.atTurnEnd(() -> done.add("turn end"));
        ReadingThread.current().execute(() -> done.add("task"));
        assertThat(done).containsExactly("turn end", "task");
    }

    private static String doneBy(Executor reader) throws Exception {
        CompletableFuture<String> name = new CompletableFuture<>();
        reader.execute(() -> name.complete(Thread.currentThread().getName()));
        return name.get(10, TimeUnit.SECONDS);
    }
}
