package io.twinpath.bootstrap.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ThreadsTest {
    @Test
    void so_many_run_so_many_wait_and_more_are_rejected() throws InterruptedException {
        ExecutorService threads = Threads.blocking("test", 2, 3);
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(5);
        Runnable task = () -> {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ended.countDown();
        };
        for (int i = 0; i < 5; i++) {
            threads.execute(task);
        }
        assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> threads.execute(task));
        release.countDown();
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
        threads.shutdownNow();
    }

    @Test
    void blocking_tasks_run_on_virtual_threads_where_the_runtime_has_them() throws Exception {
        ExecutorService threads = Threads.blocking("test", 1, 1);
        Thread ran = threads.submit(Thread::currentThread).get(10, TimeUnit.SECONDS);
        threads.shutdownNow();
        assertThat(ran.getName()).isEqualTo("test-1");
        assertThat(ran.isDaemon()).isTrue();
        assertThat(isVirtual(ran)).isEqualTo(Runtime.version().feature() >= 21);
    }

    /** By reflection, for the class files are of release 17. */
    private static boolean isVirtual(Thread thread) throws IllegalAccessException, InvocationTargetException {
        try {
            return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
        } catch (NoSuchMethodException olderThan21) {
            return false;
        }
    }
}
