package io.twinpath.bootstrap.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class UsageReportTest {
    private static final String URL = "postgresql://app:hunter2@db/app";

    private static String report(String... arguments) {
        StringWriter err = new StringWriter();
        CommandLine command = TwinpathCommand.commandLine().setErr(new PrintWriter(err, true));
        assertThat(command.execute(arguments)).isEqualTo(ExitCode.USAGE);
        return err.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "URL",
                "migrate URL",
                "serve URL",
                "status URL",
                "status http://app:hunter2@db",
                "serve --url=URL",
                "serve --url URL",
                "doctor --url=URL",
                "doctor --json=URL",
                "doctor --jsn=URL",
                "doctor postgresql://app:se hunter2@db/app",
                "doctor URL URL",
                "doctor --config",
                "migrate --grant=URL",
                "migrate --grant app --grant URL",
                "user URL",
                "user list URL",
                "user add ann URL",
                "user --dev=URL list",
                "-dURL",
                "token ann URL"
            })
    void what_was_typed_is_never_repeated(String line) {
        assertThat(report(line.replace("URL", URL).split(" "))).doesNotContain("hunter2", "postgresql://app");
    }

    @ParameterizedTest
    @CsvSource({
        "serv,Unknown argument: number 1,Did you mean: twinpath serve",
        "doctor --jsn,Unknown argument: number 2,--json",
        "migrate now,Unknown argument: number 2,Usage: twinpath migrate",
        "doctor --json=yes,Invalid value: --json,Usage: twinpath doctor",
        "migrate --grant,Missing: --grant=ROLE,Usage: twinpath migrate",
        "user add ann,Missing: --email=ADDRESS,Usage: twinpath user add",
        "token,Missing: USERNAME,Usage: twinpath token",
        "doctor --json --json,Given more than once: --json,Usage: twinpath doctor",
        "user,'Which of add, list, deactivate and set-password?',Usage: twinpath user"
    })
    void it_says_what_is_wrong_and_how_it_goes(String line, String first, String then) {
        assertThat(report(line.split(" ")))
                .startsWith(first + System.lineSeparator())
                .contains(then);
    }

    @Test
    void a_configuration_file_is_no_url() {
        StringWriter err = new StringWriter();
        CommandLine command = TwinpathCommand.commandLine().setErr(new PrintWriter(err, true));
        assertThat(command.execute("migrate", "--config", URL)).isEqualTo(ExitCode.CONFIGURATION);
        assertThat(err.toString()).contains("--config").doesNotContain("hunter2");
    }
}
