package io.twinpath.bootstrap;

import io.twinpath.bootstrap.command.TwinpathCommand;

/** Runs one command and ends with its exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(TwinpathCommand.run(args));
    }
}
