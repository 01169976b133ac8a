package io.twinpath.application.fallback;

import java.util.Optional;

/** What the fallback knows of a path. */
public record PathState(String path, BreakerState breaker, Optional<PathFailure> lastFailure) {}
