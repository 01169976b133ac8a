package io.twinpath.rest;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The header that carries a trace from caller to callee (W3C Trace Context, section 3.2). */
final class TraceParent {
    static final String HEADER = "traceparent";
    private static final String FIELDS = "-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}";

    /** Version ff is none, and one above 00 may have more fields. */
    private static final Pattern FORM =
            Pattern.compile("(?:00" + FIELDS + "|(?!00|ff)[0-9a-f]{2}" + FIELDS + "(?:-.{0,200})?)");

    private TraceParent() {}

    static Optional<String> traceId(List<String> headers) {
        if (headers.size() != 1) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(headers.get(0));
        return matcher.matches()
                ? Optional.ofNullable(matcher.group(1)).or(() -> Optional.ofNullable(matcher.group(2)))
                : Optional.empty();
    }
}
