package io.twinpath.application.fallback;

import io.twinpath.domain.StoreFailure;
import java.time.Instant;

/** An attempt on a path that got no answer. */
public record PathFailure(Instant at, String path, StoreFailure failure) {}
