package io.twinpath.application.coalesce;

/** How the threads that ask go about it: in turns, and some of them side by side. */
@FunctionalInterface
public interface Turns {
    /** Each question is a turn of its own, and all gather for the same batch. */
    Turns NONE = Runnable::run;

    /** Runs a task when the current thread has asked for all that it has to ask for now. */
    void atEnd(Runnable task);

    /** How many batches gather side by side, each of others' questions. */
    default int lanes() {
        return 1;
    }

    /** For which of them the current thread's questions gather, from 0. */
    default int lane() {
        return 0;
    }
}
