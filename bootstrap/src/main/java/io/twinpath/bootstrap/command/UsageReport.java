package io.twinpath.bootstrap.command;

import static java.util.stream.Collectors.joining;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line and repeats none of it: a URL in the wrong place has a password in it. */
final class UsageReport implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getColorScheme().errorText(words(wrong, arguments)));
        if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
            command.usage(err, command.getColorScheme());
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String words(ParameterException wrong, String[] arguments) {
        if (wrong instanceof WrongUsage) {
            return String.valueOf(wrong.getMessage());
        }
        if (wrong instanceof MissingParameterException missing) {
            return "Missing: " + labels(missing.getMissing());
        }
        if (wrong instanceof OverwrittenOptionException twice) {
            return "Given more than once: " + labels(List.of(twice.getOverwritten()));
        }
        if (wrong instanceof UnmatchedArgumentException unknown) {
            return "Unknown argument: number "
                    + (Arrays.asList(arguments).indexOf(unknown.getUnmatched().get(0)) + 1);
        }
        return wrong.getArgSpec() == null
                ? "The command line is wrong"
                : "Invalid value: " + labels(List.of(wrong.getArgSpec()));
    }

    /** As the usage has them: {@code --config=FILE}, {@code USERNAME}. */
    private static String labels(Collection<ArgSpec> arguments) {
        return arguments.stream().map(UsageReport::label).collect(joining(", "));
    }

    private static String label(ArgSpec argument) {
        if (argument instanceof OptionSpec option) {
            return option.longestName() + (option.arity().max() == 0 ? "" : "=" + option.paramLabel());
        }
        return argument.paramLabel();
    }
}
