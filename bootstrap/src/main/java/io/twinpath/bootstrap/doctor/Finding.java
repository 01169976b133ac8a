package io.twinpath.bootstrap.doctor;

import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param path {@code async} or {@code sync}, or {@code owner} for what is neither's
 * @param check what was looked at, in a word or two
 * @param detail what was seen there; never a secret
 * @param fault what is wrong, for a failure
 * @param advice what to do, for a failure or a warning
 */
public record Finding(
        String path, String check, Level level, String detail, Optional<Fault> fault, Optional<String> advice) {
    /** How bad it is. */
    public enum Level {
        OK,
        WARNING,
        FAILED
    }

    static Finding ok(String path, String check, String detail) {
        return new Finding(path, check, Level.OK, detail, Optional.empty(), Optional.empty());
    }

    static Finding warning(String path, String check, String detail, String advice) {
        return new Finding(path, check, Level.WARNING, detail, Optional.empty(), Optional.of(advice));
    }

    static Finding failed(String path, String check, Fault fault, String detail) {
        return new Finding(path, check, Level.FAILED, detail, Optional.of(fault), Optional.of(fault.advice()));
    }

    /** In the fault's own words, and in those of whatever failed where they say more: never a password. */
    static Finding failed(String path, String check, String subject, Throwable failure) {
        Fault fault = Fault.of(failure);
        String theirs = Fault.deepest(failure).getMessage();
        boolean more = theirs != null && fault != Fault.PORT_SILENT && fault != Fault.NO_SUCH_HOST;
        return failed(path, check, fault, subject + ": " + fault.meaning() + (more ? " (" + theirs + ")" : ""));
    }

    /** What failed here does no harm where another host makes up for it. */
    Finding asWarning() {
        return level == Level.FAILED ? warning(path, check, detail, advice.orElseThrow()) : this;
    }
}
