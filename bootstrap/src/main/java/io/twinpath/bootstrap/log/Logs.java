package io.twinpath.bootstrap.log;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import java.util.Objects;
import org.slf4j.LoggerFactory;

/** The form of the log: lines for people, unless a command asks for lines for machines. */
public final class Logs {
    static final String FOR_PEOPLE = "/logback.xml";
    static final String FOR_MACHINES = "/logback-serve.xml";

    private Logs() {}

    /** From now on a JSON object a line, written by a thread of its own; whoever named a configuration keeps that. */
    public static void forMachines() {
        if (System.getProperty(ClassicConstants.CONFIG_FILE_PROPERTY) == null) {
            configure((LoggerContext) LoggerFactory.getILoggerFactory(), FOR_MACHINES);
        }
    }

    /** Ends the log once all that is in it is written, or after a second when nobody reads it. */
    public static synchronized void end() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }

    static void configure(LoggerContext context, String resource) {
        context.reset();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        try {
            configurator.doConfigure(Objects.requireNonNull(Logs.class.getResource(resource)));
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
    }
}
