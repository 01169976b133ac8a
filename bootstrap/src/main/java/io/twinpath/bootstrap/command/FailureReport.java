package io.twinpath.bootstrap.command;

import io.twinpath.bootstrap.config.ConfigException;
import io.twinpath.bootstrap.status.NoAnswer;
import io.twinpath.domain.DomainException;
import io.twinpath.domain.StoreFailure;
import java.io.PrintWriter;
import java.net.BindException;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says in one line what failed, and gives its exit code; a stack trace is for the unexpected alone. */
final class FailureReport implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception thrown, CommandLine command, ParseResult parsed) {
        return report(thrown, command.getErr());
    }

    static int report(Exception thrown, PrintWriter err) {
        Throwable failure = thrown;
        while (failure instanceof CompletionException && failure.getCause() != null) {
            failure = failure.getCause();
        }
        int code = codeOf(failure);
        err.println("twinpath: " + (code == ExitCode.UNEXPECTED ? failure : failure.getMessage() + why(failure)));
        if (code == ExitCode.UNEXPECTED) {
            failure.printStackTrace(err);
        }
        return code;
    }

    /** The first line of what lies deepest: a driver's "Connection refused" under three layers of pools. */
    private static String why(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return deepest == failure || deepest.getMessage() == null
                ? ""
                : ": " + deepest.getMessage().lines().findFirst().orElse("");
    }

    private static int codeOf(Throwable failure) {
        if (failure instanceof ConfigException || failure instanceof BindException) {
            return ExitCode.CONFIGURATION;
        }
        if (failure instanceof StoreFailure || failure instanceof NoAnswer) {
            return ExitCode.DATABASE;
        }
        return failure instanceof DomainException ? ExitCode.REFUSED : ExitCode.UNEXPECTED;
    }
}
