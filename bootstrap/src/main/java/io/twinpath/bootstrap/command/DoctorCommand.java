package io.twinpath.bootstrap.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinpath.bootstrap.config.Addresses;
import io.twinpath.bootstrap.config.Configuration;
import io.twinpath.bootstrap.config.Key;
import io.twinpath.bootstrap.doctor.Doctor;
import io.twinpath.bootstrap.doctor.Fault;
import io.twinpath.bootstrap.doctor.Finding;
import io.twinpath.bootstrap.service.PathConfigs;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "doctor",
        description = {
            "Says in seconds what is wrong with the way to the database, for each path by its own driver.",
            "Ends with 0 when nothing is, and otherwise with the code of the first fault, 10 to 24."
        })
final class DoctorCommand implements Callable<Integer> {
    private final TwinpathCommand root;

    @Parameters(
            paramLabel = "URL",
            arity = "0..1",
            description = "Of both paths, instead of what is configured. A password in it is seen by other users.")
    private @Nullable String url;

    @Option(names = "--json", description = "For machines: a JSON array of findings.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    DoctorCommand(TwinpathCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        Configuration configured = root.configuration();
        Configuration configuration = url == null
                ? configured
                : configured
                        .with(Key.DATABASE_URL, url)
                        .with(Key.DATABASE_ASYNC_URL, url)
                        .with(Key.DATABASE_SYNC_URL, url);
        List<Finding> findings = new Doctor(
                        Addresses.owner(configuration),
                        PathConfigs.async(configuration),
                        PathConfigs.sync(configuration),
                        Clock.systemUTC())
                .examine();
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(
                            findings.stream().map(DoctorCommand::asMap).toList()));
        } else {
            findings.forEach(each -> print(out, each));
        }
        out.flush();
        return findings.stream()
                .map(Finding::fault)
                .flatMap(Optional::stream)
                .findFirst()
                .map(Fault::exitCode)
                .orElse(ExitCode.OK);
    }

    private static void print(PrintWriter out, Finding finding) {
        out.printf("%-6s %-11s %-8s %s%n", finding.path(), finding.check(), finding.level(), finding.detail());
        finding.advice().ifPresent(advice -> out.printf("%27s -> %s%n", "", advice));
    }

    private static Map<String, Object> asMap(Finding finding) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("path", finding.path());
        map.put("check", finding.check());
        map.put("level", finding.level().name());
        map.put("detail", finding.detail());
        finding.fault().ifPresent(fault -> {
            map.put("fault", fault.name());
            map.put("exit_code", fault.exitCode());
        });
        finding.advice().ifPresent(advice -> map.put("advice", advice));
        return map;
    }
}
