package io.twinpath.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.twinpath.application.datapath.DatabaseAddress;
import io.twinpath.persistence.sync.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** One run of the built distribution by its own launcher, with no environment but the given one. */
public final class TwinpathProcess implements AutoCloseable {
    private static final Path LAUNCHER = Path.of("target", "twinpath", "bin", "twinpath");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Process process;
    private final Thread reader;
    private volatile CountDownLatch reading = new CountDownLatch(0);

    private TwinpathProcess(Map<String, String> environment, String input, List<String> arguments) {
        this(List.of(), environment, input, arguments);
    }

    private TwinpathProcess(
            List<String> wrapper, Map<String, String> environment, String input, List<String> arguments) {
        List<String> command = new ArrayList<>(wrapper);
        command.add(LAUNCHER.toAbsolutePath().toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("TWINPATH_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TWINPATH_MANAGEMENT_PORT", "0");
        builder.environment().put("TWINPATH_WEB_PORT", "0");
        builder.environment().put("TWINPATH_CALLER_RATE", "off"); // one caller of the tests asks as often as many
        // most runs end before the optimising compiler would have paid for itself
        builder.environment().put("TWINPATH_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        builder.environment().putAll(environment);
        try {
            this.process = builder.start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.reader = new Thread(this::read, "process-output");
        reader.setDaemon(true);
        reader.start();
    }

    public static TwinpathProcess start(Map<String, String> environment, String... arguments) {
        return new TwinpathProcess(environment, "", List.of(arguments));
    }

    /** The same, by a command that ends in running what follows it. */
    public static TwinpathProcess startBy(List<String> wrapper, Map<String, String> environment, String... arguments) {
        return new TwinpathProcess(wrapper, environment, "", List.of(arguments));
    }

    /** Migrates a database for both paths and adds ann to it; gives the environment of commands there, to be added to. */
    public static Map<String, String> prepare(Path home, TestDatabase database, String password) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HOME", home.toString());
        environment.put("DATABASE_URL", url(database.owner()));
        String async = database.async().user();
        String sync = database.sync().user();
        run(0, environment, "", "migrate", "--grant", async, "--grant", sync);
        String[] addAnn = {"user", "add", "ann", "--email", "ann@example.org", "--password-stdin"};
        run(0, environment, password + "\n", addAnn);
        return environment;
    }

    /** Runs a command to its end and gives its output, after it ended with that exit code. */
    public static String run(int exitCode, Map<String, String> environment, String input, String... arguments) {
        try (TwinpathProcess process = new TwinpathProcess(environment, input, List.of(arguments))) {
            assertThat(process.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("the command ends")
                    .isTrue();
            process.reader.join(PATIENCE.toMillis());
            assertThat(process.process.exitValue()).as(process.output()).isEqualTo(exitCode);
            return process.output();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** As people write it in {@code DATABASE_URL}. */
    public static String url(DatabaseAddress address) {
        return "postgresql://" + encoded(address.user()) + ":" + encoded(address.password()) + "@" + address.host()
                + "/" + address.database() + "?sslmode=" + address.tls().mode().code();
    }

    /** Waits for a line with that in it. */
    public MatchResult awaitOutput(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            assertThat(process.isAlive()).as(output()).isTrue();
                            return pattern.matcher(output()).results().findFirst();
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    public String output() {
        return String.join("\n", output);
    }

    /** From now on its output is read no more, and the pipe fills up. */
    public void stopReading() {
        reading = new CountDownLatch(1);
    }

    public void readOn() {
        reading.countDown();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Line by line, from that one on. */
    public List<String> outputSince(int line) {
        List<String> all = List.copyOf(output);
        return all.subList(Math.min(line, all.size()), all.size());
    }

    /** SIGKILL, and no wait. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Whether it has ended, or does so within that time. */
    public boolean ends(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** As an orchestrator does: SIGTERM, and then it ends by itself. */
    public void terminate() throws InterruptedException {
        signal();
        awaitEnd();
    }

    /** SIGTERM, and no more. */
    public void signal() {
        process.toHandle().destroy(); // Process.destroy would close its output unread
    }

    /** Gives its exit code. */
    int awaitEnd() throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("it ends as it is told to")
                .isTrue();
        readOn();
        reader.join(PATIENCE.toMillis());
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroyForcibly();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                reading.await();
            }
        } catch (IOException | InterruptedException e) {
            // the process is gone
        }
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
