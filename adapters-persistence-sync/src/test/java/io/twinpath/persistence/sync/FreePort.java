package io.twinpath.persistence.sync;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * For a server that is to be started on it later, maybe again and again: none of those that the system gives to outgoing
 * connections, one of which would have it by then.
 */
public final class FreePort {
    private static final int FIRST = 20_000;
    private static final int LAST = 32_767;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(LAST));

    private FreePort() {}

    /** Another one each time. */
    public static int any() {
        int port = FIRST + NEXT.getAndIncrement() % (LAST - FIRST + 1);
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            return any();
        }
    }
}
