package io.twinpath.bootstrap.http;

import io.twinpath.application.access.Caller;
import java.net.InetAddress;
import java.util.Optional;

/** A request and the place for its answer, which may come later and from any thread. */
public interface Exchange {
    Request request();

    /** The address at the other end of the connection. */
    InetAddress peer();

    /** Who makes the request, where that is known without looking at it any closer. */
    default Optional<Caller> caller() {
        return Optional.empty();
    }

    /** When the last of its bytes had arrived, by {@link System#nanoTime}. */
    long arrived();

    /** Whether nobody waits for the answer any more. */
    boolean abandoned();

    /** The first answer counts. */
    void answer(Answer answer);
}
