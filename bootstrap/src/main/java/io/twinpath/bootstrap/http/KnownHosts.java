package io.twinpath.bootstrap.http;

import io.twinpath.rest.Problem;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Answers only under an address, {@code localhost} or the configured name: a page whose own name was made to lead here (DNS
 * rebinding) could read what a browser beside this service may. Else 421 (RFC 9110, section 15.5.20).
 */
public final class KnownHosts implements Handler {
    private static final Pattern PORT = Pattern.compile(":[0-9]+$");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}|\\[[0-9A-Fa-f:.]+]");

    private final String name;
    private final Handler next;

    /** @param name that this host is configured with */
    public KnownHosts(String name, Handler next) {
        this.name = name.toLowerCase(Locale.ROOT);
        this.next = next;
    }

    @Override
    public void handle(Exchange exchange) {
        // a request without any is from HTTP/1.0, which no browser speaks
        if (exchange.request().only("Host").map(this::knows).orElse(true)) {
            next.handle(exchange);
        } else {
            exchange.answer(Answer.of(Problem.MISDIRECTED_REQUEST));
        }
    }

    private boolean knows(String given) {
        String host = PORT.matcher(given).replaceFirst("").toLowerCase(Locale.ROOT);
        return host.equals("localhost")
                || host.equals(name)
                || ADDRESS.matcher(host).matches();
    }
}
