package io.twinpath.bootstrap.service;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first signal to end has the process close what it has open, and the second ends it at once, where the JVM would wait
 * for the first. By reflection, for the compiler knows no way to allow {@code sun.misc}.
 */
final class ExitSignals {
    private static final int SIGNALLED = 128;

    private static final Logger log = LoggerFactory.getLogger(ExitSignals.class);
    private static final AtomicBoolean closing = new AtomicBoolean();

    private ExitSignals() {}

    /** Where signals are not ours to take, all stays as it was. */
    static void install() {
        for (String name : List.of("TERM", "INT")) {
            try {
                install(name);
            } catch (ReflectiveOperationException | IllegalArgumentException e) {
                log.debug("{} is not ours to take", name, e);
            }
        }
    }

    private static void install(String name) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Object signal = type.getConstructor(String.class).newInstance(name);
        int number = (int) type.getMethod("getNumber").invoke(signal);
        Runnable end = () -> end(SIGNALLED + number);
        MethodHandle run = MethodHandles.publicLookup()
                .findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                .bindTo(end);
        Object handler =
                MethodHandleProxies.asInterfaceInstance(handlerType, MethodHandles.dropArguments(run, 0, type));
        type.getMethod("handle", type, handlerType).invoke(null, signal, handler);
    }

    private static void end(int exitCode) {
        if (closing.compareAndSet(false, true)) {
            System.exit(exitCode);
        }
        Runtime.getRuntime().halt(exitCode);
    }
}
