package io.twinpath.bootstrap.faults;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.twinpath.bootstrap.TwinpathProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The built distribution as a process, with options as in production, seen from without. */
final class ServiceProcess implements AutoCloseable {
    private static final Duration QUICK = Duration.ofSeconds(3);
    private static final double CLOCK_TICKS = 100;

    private final TwinpathProcess process;
    private final int port;
    private final int management;

    ServiceProcess(List<String> wrapper, Map<String, String> environment, int port, int management) {
        this.port = port;
        this.management = management;
        this.process = TwinpathProcess.startBy(wrapper, environment, "serve");
    }

    ServiceProcess awaitServing() {
        process.awaitOutput("Serving on http");
        return this;
    }

    ServiceProcess awaitReady() {
        awaitServing();
        await("ready")
                .atMost(Duration.ofSeconds(20))
                .until(() -> get("/health/ready").status() == 200);
        return this;
    }

    TwinpathProcess process() {
        return process;
    }

    int port() {
        return port;
    }

    HttpAnswer get(String path) {
        return HttpConnection.once(port, HttpConnection.get(path, "none"), QUICK);
    }

    /** {@code /health/database}; null when there is no answer. */
    JsonNode health() {
        try {
            HttpAnswer answer = HttpConnection.once(management, HttpConnection.get("/health/database", ""), QUICK);
            return answer.status() == 200
                    ? new ObjectMapper().readTree(answer.body())
                    : new ObjectMapper().createObjectNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Figures figures() {
        HttpAnswer answer = HttpConnection.once(management, HttpConnection.get("/metrics", ""), QUICK);
        return answer.status() == 200 ? Figures.parse(answer.body()) : new Figures(Map.of());
    }

    /** After a full collection. */
    Resources resources() throws InterruptedException {
        try {
            new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(process.pid()),
                            "GC.run")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
            return resourcesNow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Resources resourcesNow() throws IOException {
        List<String> status = Files.readAllLines(proc("status"));
        int descriptors;
        try (Stream<Path> files = Files.list(proc("fd"))) {
            descriptors = (int) files.count();
        }
        return new Resources(
                number(status, "Threads:"),
                descriptors,
                figures().sum("^jvm_memory_used_bytes\\{area=\"heap\"") / 1e6,
                number(status, "VmRSS:") / 1000.0);
    }

    /** Used so far, in seconds of one processor. */
    double processorSeconds() {
        try {
            String[] stat =
                    Files.readString(proc("stat")).replaceFirst("^.*\\) ", "").split(" ");
            return (Long.parseLong(stat[11]) + Long.parseLong(stat[12])) / CLOCK_TICKS;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }

    private Path proc(String file) {
        return Path.of("/proc", Long.toString(process.pid()), file);
    }

    private static int number(List<String> status, String name) {
        return status.stream()
                .filter(line -> line.startsWith(name))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
