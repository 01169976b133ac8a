package io.twinpath.application.coalesce;

/** Is told what becomes of batches, on the thread that did it: each method must return at once. */
public interface CoalesceObserver {
    CoalesceObserver NONE = new CoalesceObserver() {};

    /** A batch goes out, for so many reads. */
    default void sent(int reads) {}

    /** A batch failed by a defect, so each of its keys is asked for alone. */
    default void split() {}

    /** A batch that was sent is over. */
    default void ended() {}
}
