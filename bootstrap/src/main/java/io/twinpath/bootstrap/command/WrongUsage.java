package io.twinpath.bootstrap.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A command line that a command of ours refuses, in words without any of its values. */
final class WrongUsage extends ParameterException {
    private static final long serialVersionUID = 1L;

    WrongUsage(@Nullable CommandSpec spec, String message) {
        super(Objects.requireNonNull(spec).commandLine(), message);
    }
}
