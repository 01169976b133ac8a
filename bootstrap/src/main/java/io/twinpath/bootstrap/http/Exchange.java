package io.twinpath.bootstrap.http;

/** A request and the place for its answer, which may come later and from any thread. */
public interface Exchange {
    Request request();

    /** When the last of its bytes had arrived, by {@link System#nanoTime}. */
    long arrived();

    /** Whether nobody waits for the answer any more. */
    boolean abandoned();

    /** The first answer counts. */
    void answer(Answer answer);
}
