package io.twinpath.application.health;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What the background probes say of a path.
 *
 * @param up whether it reaches the database: two probes in a row decide, the very first one alone
 * @param checked when the latest probe ended; absent before the first
 * @param latency of the latest probe; absent when it failed
 */
public record Connectivity(boolean up, Optional<Instant> checked, Optional<Duration> latency) {}
