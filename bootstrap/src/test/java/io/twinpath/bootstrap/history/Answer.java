package io.twinpath.bootstrap.history;

import java.util.Optional;
import java.util.regex.Matcher;

/**
 * What a client is told.
 *
 * @param status 0 when there was no answer
 * @param version of the entity tag, 0 without one
 * @param marker in the body, empty without one
 * @param body with why there is none when the status is 0
 */
public record Answer(int status, long version, String marker, String body) {
    public enum Outcome {
        OK,
        FAIL,
        INFO
    }

    /** As it came: with its entity tag, and the marker that its body shows. */
    public static Answer of(Request request, int status, Optional<String> tag, String body) {
        Matcher marker = request.subject().resource().field.matcher(body);
        return new Answer(
                status,
                tag.map(each -> Long.parseLong(each.replace("\"", ""))).orElse(0L),
                marker.find() ? marker.group(1) : "",
                body);
    }

    public static Answer none(String why) {
        return new Answer(0, 0, "", why);
    }

    public Outcome outcome() {
        if (status == 0 || status >= 500) {
            return Outcome.INFO;
        }
        return status < 400 ? Outcome.OK : Outcome.FAIL;
    }

    boolean isOk() {
        return outcome() == Outcome.OK;
    }

    boolean hasBody() {
        return status == 200;
    }
}
