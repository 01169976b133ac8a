package io.twinpath.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import io.twinpath.architecture.Room.Kind;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** How the rooms talk: through ports that answer later, on threads that never wait. */
public final class PortRules {
    /** Whose methods of which names wait for something. */
    private static final Methods WAITING = new Methods(Map.of(
            "java.util.concurrent.Future", Set.of("get", "join", "resultNow"),
            "java.util.concurrent.CountDownLatch", Set.of("await"),
            "java.util.concurrent.Semaphore", Set.of("acquire", "acquireUninterruptibly"),
            "java.util.concurrent.BlockingQueue", Set.of("take", "put"),
            "java.util.concurrent.ExecutorService", Set.of("awaitTermination", "invokeAll", "invokeAny"),
            "java.lang.Thread", Set.of("sleep", "join"),
            "java.lang.Object", Set.of("wait"),
            "reactor.core.publisher.Mono", Set.of("block", "blockOptional"),
            "reactor.core.publisher.Flux", Set.of("blockFirst", "blockLast", "toIterable", "toStream")));

    private PortRules() {}

    /** A port, which is an interface of the domain that the domain itself does not implement, answers by stages alone. */
    public static ArchRule portsReturnStages(Layout layout) {
        return classes()
                .that(ports(layout))
                .should(new Check(
                        "return CompletionStage",
                        port -> port.getMethods().stream()
                                .filter(method -> !method.getModifiers().contains(JavaModifier.STATIC))
                                .filter(method -> !method.getRawReturnType().isEquivalentTo(CompletionStage.class))
                                .map(method -> method.getFullName() + " returns "
                                        + method.getRawReturnType().getName())));
    }

    /** A resource, known by its annotation, asks services: never a port, never an adapter. */
    public static ArchRule resourcesCallServicesOnly(Layout layout, String annotation) {
        DescribedPredicate<JavaClass> ports = ports(layout);
        return classes()
                .that(layout.residents("are in a driving room", Kind.DRIVING))
                .and(DescribedPredicate.describe("are resources", type -> type.isAnnotatedWith(annotation)))
                .should(new Check(
                        "call services only",
                        type -> type.getDirectDependenciesFromSelf().stream()
                                .map(Dependency::getTargetClass)
                                .filter(target -> ports.test(target) || layout.isIn(target, Kind.PERSISTENCE))
                                .map(target -> type.getName() + " goes past the services to " + target.getName())));
    }

    /** From the request to the port nobody waits: a thread that waits is one that cannot answer. */
    public static ArchRule nothingWaits(Layout layout) {
        return classes()
                .that(layout.residents("are in front of persistence", Kind.DOMAIN, Kind.APPLICATION, Kind.DRIVING))
                .should(new Check(
                        "wait for nothing", type -> type.getCodeUnits().stream().flatMap(PortRules::waits)));
    }

    private static DescribedPredicate<JavaClass> ports(Layout layout) {
        return DescribedPredicate.describe(
                "are ports",
                type -> type.isInterface()
                        && layout.isIn(type, Kind.DOMAIN)
                        && type.getSubclasses().stream().noneMatch(each -> layout.isIn(each, Kind.DOMAIN)));
    }

    private static Stream<String> waits(JavaCodeUnit code) {
        return WAITING.usedBy(code).map(method -> code.getOwner().getName() + " waits in " + method);
    }
}
