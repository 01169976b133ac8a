package io.twinpath.rest;

import io.twinpath.domain.Version;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The condition under which a write may be made (RFC 9110, section 13.1.1).
 *
 * @param version the only one that may be changed; absent for {@code *}, which every version matches
 */
record IfMatch(Optional<Version> version) {
    private static final Pattern TAG = Pattern.compile("(W/)?\"([!#-~\u0080-\u00ff]*)\"");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,17}");

    /** No row ever has it. */
    private static final Version NONE = new Version(Long.MAX_VALUE);

    /** Empty when the request has no condition; fails with {@link Refusal}. */
    static Optional<IfMatch> of(ContainerRequestContext request) {
        if (request.getHeaders().containsKey(HttpHeaders.IF_NONE_MATCH)) {
            throw Refusal.ofHeader(HttpHeaders.IF_NONE_MATCH, "is for reading; a write takes If-Match");
        }
        List<String> given = request.getHeaders().getOrDefault(HttpHeaders.IF_MATCH, List.of());
        if (given.isEmpty()) {
            return Optional.empty();
        }
        String condition = given.get(0).strip();
        if (given.size() == 1 && condition.equals("*")) {
            return Optional.of(new IfMatch(Optional.empty()));
        }
        Matcher tag = TAG.matcher(condition);
        if (given.size() > 1 || !tag.matches()) {
            throw Refusal.ofHeader(HttpHeaders.IF_MATCH, "must be one entity tag, such as \"7\", or *");
        }
        boolean ours = tag.group(1) == null && NUMBER.matcher(tag.group(2)).matches();
        return Optional.of(new IfMatch(Optional.of(ours ? new Version(Long.parseLong(tag.group(2))) : NONE)));
    }
}
