package io.twinpath.rest;

import java.net.URI;
import java.time.Duration;

/**
 * Another's access tokens, as they are accepted here.
 *
 * @param issuer the {@code iss} of its tokens, below which its metadata lie (OpenID Connect Discovery, section 4)
 * @param audience that its tokens for us name
 * @param userClaim the claim that names the user
 */
public record IssuerConfig(URI issuer, String audience, String userClaim, Pace pace) {
    /**
     * How often it is asked for its keys.
     *
     * @param refresh in good times, so that a key which is published ahead of its use is known by then
     * @param pause the least from one time to the next, whatever tokens come and however it fails
     * @param limit for an answer to be there as a whole
     * @param outage how long its latest keys are good without an answer
     */
    public record Pace(Duration refresh, Duration pause, Duration limit, Duration outage) {
        public static final Pace DEFAULT =
                new Pace(Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ofSeconds(5), Duration.ofHours(24));
    }
}
