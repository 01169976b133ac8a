package io.twinpath.bootstrap.command;

import java.io.Console;
import java.util.Optional;

/** The person at the keyboard, if there is one. */
final class Terminal {
    private Terminal() {}

    /** From JDK 22 on a console may stand on a pipe, and says so in a method that 17 has not. */
    @SuppressWarnings("SystemConsoleNull")
    static Optional<Console> find() {
        return Optional.ofNullable(System.console()).filter(Terminal::isTerminal);
    }

    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
