package io.twinpath.bootstrap;

import io.twinpath.bootstrap.command.TwinpathCommand;
import java.security.Security;

/** Runs one command and ends with its exit code. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        // Java would go on for ten seconds not to know a host's name that was not known once
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
        System.exit(TwinpathCommand.run(args));
    }
}
