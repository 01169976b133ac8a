package io.twinpath.bootstrap.history;

/**
 * What a client is told.
 *
 * @param status 0 when there was no answer
 * @param version of the entity tag, 0 without one
 * @param marker in the body, empty without one
 * @param body with why there is none when the status is 0
 */
record Answer(int status, long version, String marker, String body) {
    enum Outcome {
        OK,
        FAIL,
        INFO
    }

    static Answer none(String why) {
        return new Answer(0, 0, "", why);
    }

    Outcome outcome() {
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
