package io.twinpath.rest;

/** Is told of each request once, after its answer was written; on whatever thread wrote it, so it must not block. */
public interface RequestObserver {
    void answered(AnsweredRequest request);
}
