package io.twinpath.bootstrap.command;

/** What the shell is told; they are documented in the help and never change their meaning. */
final class ExitCode {
    static final int OK = 0;
    static final int UNEXPECTED = 1;
    static final int USAGE = 2;
    static final int CONFIGURATION = 3;
    static final int DATABASE = 4;
    static final int REFUSED = 5;

    private ExitCode() {}
}
