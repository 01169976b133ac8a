package io.twinpath.bootstrap.command;

import io.twinpath.bootstrap.config.Configuration;
import io.twinpath.bootstrap.config.Key;
import io.twinpath.bootstrap.status.Management;
import io.twinpath.bootstrap.status.Screen;
import io.twinpath.bootstrap.status.StatusWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description = {
            "Shows both paths of a running service, live, from its management listener:",
            "pools, breakers, calls and their latencies, fallbacks, the last error.",
            "Ends with Ctrl-C, or with q and Enter."
        })
final class StatusCommand implements Callable<Integer> {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final TwinpathCommand root;

    @Parameters(
            paramLabel = "URL",
            arity = "0..1",
            description = "http://HOST:PORT of the management listener, instead of what is configured.")
    private @Nullable String url;

    @Option(names = "--once", description = "One view of one second, then the end; 4 when nobody answers.")
    private boolean once;

    @Spec
    private @Nullable CommandSpec spec;

    StatusCommand(TwinpathCommand root) {
        this.root = root;
    }

    @Override
    public Integer call() throws InterruptedException {
        Management management = new Management(address(), Clock.systemUTC());
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        boolean terminal = Terminal.find().isPresent();
        boolean colours = terminal && System.getenv("NO_COLOR") == null;
        if (once) {
            new StatusWatch(management, INTERVAL, colours, lines -> print(out, lines)).once();
        } else if (terminal) {
            try (Screen screen = new Screen(out)) {
                Runtime.getRuntime().addShutdownHook(new Thread(screen::close));
                StatusWatch watch = new StatusWatch(management, INTERVAL, colours, screen);
                endOnQ(watch);
                watch.live();
            }
        } else {
            Consumer<List<String>> pages = lines -> {
                print(out, lines);
                print(out, List.of(""));
            };
            new StatusWatch(management, INTERVAL, colours, pages).live();
        }
        return ExitCode.OK;
    }

    private URI address() {
        if (url == null) {
            return configured(root.configuration());
        }
        return address(url).orElseThrow(() -> new WrongUsage(spec, "URL must be like http://127.0.0.1:9000"));
    }

    private URI configured(Configuration configuration) {
        String host = configuration.text(Key.MANAGEMENT_HOST);
        int port = configuration.integer(Key.MANAGEMENT_PORT, 0, 65_535);
        if (port == 0) {
            throw new WrongUsage(spec, "The configured port is any free one: give the URL that the service logs");
        }
        String reachable = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return URI.create("http://" + (reachable.contains(":") ? "[" + reachable + "]" : reachable) + ":" + port);
    }

    private static Optional<URI> address(String raw) {
        try {
            URI uri = new URI(raw);
            boolean fits = List.of("http", "https").contains(String.valueOf(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
            return fits ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static void endOnQ(StatusWatch watch) {
        Thread keys = new Thread(
                () -> {
                    try {
                        int key = System.in.read();
                        while (key >= 0 && key != 'q') {
                            key = System.in.read();
                        }
                        if (key == 'q') {
                            watch.end();
                        }
                    } catch (IOException e) {
                        // Ctrl-C is left
                    }
                },
                "twinpath-keys");
        keys.setDaemon(true);
        keys.start();
    }

    private static void print(PrintWriter out, List<String> lines) {
        lines.forEach(out::println);
        out.flush();
    }
}
