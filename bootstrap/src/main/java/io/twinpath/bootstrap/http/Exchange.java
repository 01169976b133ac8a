package io.twinpath.bootstrap.http;

import java.net.InetAddress;

/** A request and the place for its answer, which may come later and from any thread. */
public interface Exchange {
    Request request();

    /** The address at the other end of the connection. */
    InetAddress peer();

    /** When the last of its bytes had arrived, by {@link System#nanoTime}. */
    long arrived();

    /** Whether nobody waits for the answer any more. */
    boolean abandoned();

    /** The first answer counts. */
    void answer(Answer answer);
}
