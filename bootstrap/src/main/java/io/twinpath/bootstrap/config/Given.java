package io.twinpath.bootstrap.config;

import io.twinpath.bootstrap.config.UrlDialect.Parameter;
import io.twinpath.bootstrap.log.Escaped;

/**
 * A value, and where it stands. A fault is of that place, and never shows the value: it may be a piece of a password that
 * was not encoded.
 *
 * @param place the variable that has to be mended
 * @param word what the value is called there
 */
record Given(String place, String word, String value) {
    /** Refuses what cannot be sent to a server and, but for a password, what cannot be shown in one line. */
    static Given of(Parameter parameter, String place, String word, String value) {
        Given given = new Given(place, word, value);
        if (value.codePoints().anyMatch(parameter == Parameter.PASSWORD ? Given::isUnsendable : Escaped::isUnsafe)) {
            throw given.refusal("has a control character in its " + word, "take it out");
        }
        return given;
    }

    ConfigException refusal(String what, String hint) {
        return refusal(place, what, hint);
    }

    static ConfigException refusal(String place, String what, String hint) {
        return new ConfigException(place + " " + what + "; " + hint);
    }

    /** Reads a whole number from 1 on. */
    int number(String what, int example, int max) {
        if (value.matches("[0-9]{1,9}") && Integer.parseInt(value) >= 1 && Integer.parseInt(value) <= max) {
            return Integer.parseInt(value);
        }
        throw refusal("has a " + what + " that is no whole number from 1 to " + max, "such as " + example);
    }

    @Override
    public String toString() {
        return word + " of " + place;
    }

    private static boolean isUnsendable(int character) {
        return character == 0 || Character.getType(character) == Character.SURROGATE;
    }
}
