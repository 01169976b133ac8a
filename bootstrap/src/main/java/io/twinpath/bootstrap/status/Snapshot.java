package io.twinpath.bootstrap.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Instant;

/**
 * What the management listener told at one moment.
 *
 * @param nanos of the monotonic clock, for rates
 */
record Snapshot(URI base, Instant time, long nanos, JsonNode health, Samples metrics) {}
