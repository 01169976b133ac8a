package io.twinpath.bootstrap.log;

import ch.qos.logback.classic.ClassicConstants;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;

/** The form of the log: lines for people, unless a command asks for lines for machines. */
public final class Logs {
    static final String FOR_PEOPLE = "logback.xml";
    static final String FOR_MACHINES = "logback-serve.xml";

    private Logs() {}

    /**
     * A JSON object a line, written by a thread of its own, if it is asked for before there is a logger; whoever named a
     * configuration keeps that.
     */
    public static void forMachines() {
        System.getProperties().putIfAbsent(ClassicConstants.CONFIG_FILE_PROPERTY, FOR_MACHINES);
    }

    /** Ends the log once all that is in it is written, or after a second when nobody reads it. */
    public static synchronized void end() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }
}
