package io.twinpath.domain.write;

import io.twinpath.domain.Version;
import io.twinpath.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * All there is to a write but the change itself; fixed before the first attempt and the same for each.
 *
 * @param user who writes, and whose row is written
 * @param authorisedAt tokens must be valid that were issued at this moment
 * @param base the only version that may be changed; absent for any
 * @param fingerprint of the request, so that one id is not used for two
 * @param requestId for the audit trail
 */
public record Write(
        WriteId id,
        UserId user,
        Instant authorisedAt,
        Optional<Version> base,
        Fingerprint fingerprint,
        String requestId) {}
