package io.twinpath.application.fallback;

/** Whether a path is in use, left alone, or being tried again. */
public enum BreakerState {
    CLOSED,
    OPEN,
    HALF_OPEN
}
