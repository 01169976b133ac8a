package io.twinpath.rest;

import java.time.Duration;

/**
 * What our own access tokens say.
 *
 * @param audience whom they are for: this service, by a name that those who check them agree on
 */
public record TokenConfig(String audience, Duration lifetime) {}
