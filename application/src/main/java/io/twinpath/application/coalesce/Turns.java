package io.twinpath.application.coalesce;

/** How the threads that ask go about it: in turns, and some of them side by side, each in a lane. */
@FunctionalInterface
public interface Turns {
    /** Each question is a turn of its own, and all are in one lane. */
    Turns NONE = Runnable::run;

    /** Runs a task when the current thread has asked for all that it has to ask for now. */
    void atEnd(Runnable task);

    /** In which of so many lanes the current thread is, from 0. */
    default int lane(int lanes) {
        return 0;
    }
}
