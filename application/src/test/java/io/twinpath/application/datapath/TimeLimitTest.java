package io.twinpath.application.datapath;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    @Test
    void one_call_after_the_other_wakes_nobody() {
        callInTime();
        long before = waits();
        for (int i = 0; i < 20_000; i++) {
            callInTime();
        }
        assertThat(waits() - before).as("times the timer went to sleep").isLessThan(100);
    }

    private static void callInTime() {
        CompletableFuture<String> call = new CompletableFuture<>();
        CompletableFuture<String> limited = TimeLimit.of(call, Duration.ofSeconds(10));
        call.complete("in time");
        assertThat(limited).isCompletedWithValue("in time");
    }

    private static long waits() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(each -> each != null && each.getThreadName().equals("twinpath-time-limits"))
                .mapToLong(ThreadInfo::getWaitedCount)
                .sum();
    }
}
