package io.twinpath.application.access;

import io.twinpath.domain.user.UserId;
import java.time.Instant;

/** Who asks, as a verified token says; whether they may is decided by the row that answers. */
public record Caller(UserId user, Instant tokenIssuedAt) {}
