package io.twinpath.bootstrap.log;

import static java.util.stream.Collectors.joining;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.IThrowableProxy;

/** A stack trace of which every line is indented, so that no message in it can look like a line of the log. */
public final class EscapedTrace extends ThrowableProxyConverter {
    @Override
    protected String throwableProxyToString(IThrowableProxy thrown) {
        return super.throwableProxyToString(thrown)
                .lines()
                .map(line -> "    " + Escaped.text(line.replace("\t", "    ")) + System.lineSeparator())
                .collect(joining());
    }
}
