package io.twinpath.bootstrap.http;

/**
 * How many requests may be in.
 *
 * @param running on a worker at a time
 * @param maxWaiting for a worker
 * @param maxInProgress without an answer yet, those included whose worker has gone on while they wait for a database
 */
public record Bounds(int running, int maxWaiting, int maxInProgress) {}
