package io.twinpath.persistence.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.util.concurrent.FutureListener;
import java.lang.ref.WeakReference;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

class OneEventLoopTest {
    private final OneEventLoop loop = new OneEventLoop("a loop");

    @AfterEach
    void close() {
        loop.dispose();
    }

    @Test
    void it_remembers_nobody_who_wants_to_know_of_its_end() throws Exception {
        loop.submit(() -> {}).get(5, TimeUnit.SECONDS);
        assertThatItRemembersNobody(loop);
    }

    static void assertThatItRemembersNobody(DriverLoop loop) {
        WeakReference<Object> listener = new WeakReference<>(listen(loop));
        await().until(() -> {
            System.gc();
            return listener.refersTo(null);
        });
    }

    private static Object listen(DriverLoop loop) {
        byte[] kept = new byte[3000];
        FutureListener<Object> listener = ended -> kept[0]++;
        loop.terminationFuture().addListener(listener);
        return listener;
    }

    @Test
    void its_thread_must_not_wait() throws Exception {
        assertThat(loop.submit(Schedulers::isInNonBlockingThread).get(5, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void it_has_ended_when_it_is_closed() throws Exception {
        Thread thread = loop.submit(Thread::currentThread).get(5, TimeUnit.SECONDS);
        loop.dispose();
        assertThat(loop.isTerminated()).isTrue();
        await().until(() -> !thread.isAlive());
    }
}
