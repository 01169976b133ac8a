package io.twinpath.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the house looks like: nothing without a room, no room empty, no class more open than someone needs. */
public final class ShapeRules {
    private ShapeRules() {}

    /** A rule over an empty room would pass for ever. */
    public static ArchRule everyRoomIsPopulated(Layout layout) {
        return classes().that(layout.residents()).should(new Populated(layout)).allowEmptyShould(true);
    }

    public static ArchRule everyClassHasARoom(Layout layout) {
        return classes()
                .should(new Check(
                        "have a room",
                        type -> layout.roomOf(type).isPresent()
                                ? Stream.empty()
                                : Stream.of(type.getName() + " is in no room")));
    }

    /** What can be extended will be; an abstract class says by being one that this is meant. */
    public static ArchRule classesAreFinalOrAbstract(Layout layout) {
        return classes()
                .that(layout.residents())
                .and(DescribedPredicate.not(JavaClass.Predicates.INTERFACES))
                .and()
                .areNotAnonymousClasses()
                .and()
                .areNotEnums()
                .should(new Check(
                        "be final or abstract",
                        type -> isFinalOrAbstract(type)
                                ? Stream.empty()
                                : Stream.of(type.getName() + " is neither final nor abstract")));
    }

    /** An interface earns its place by two implementations, or by one in another room, whose port it then is. */
    public static ArchRule interfacesHaveTwoImplementationsOrArePorts(Layout layout) {
        return classes()
                .that(layout.residents())
                .and()
                .areInterfaces()
                .and()
                .areNotAnnotations()
                .should(new Check(
                        "have two implementations or be a port",
                        type -> isEarned(layout, type)
                                ? Stream.empty()
                                : Stream.of(type.getName() + " has "
                                        + type.getAllSubclasses().size() + " implementations, none in another room")));
    }

    private static boolean isFinalOrAbstract(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.FINAL)
                || type.getModifiers().contains(JavaModifier.ABSTRACT);
    }

    private static boolean isEarned(Layout layout, JavaClass type) {
        Optional<Room> own = layout.roomOf(type);
        return type.getAllSubclasses().size() > 1
                || type.getAllSubclasses().stream()
                        .anyMatch(each -> !layout.roomOf(each).equals(own));
    }

    private static final class Populated extends ArchCondition<JavaClass> {
        private final Layout layout;
        private final Set<Room> populated = new HashSet<>();

        Populated(Layout layout) {
            super("populate every room");
            this.layout = layout;
        }

        @Override
        public void init(Collection<JavaClass> all) {
            populated.clear();
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            layout.roomOf(type).ifPresent(populated::add);
        }

        @Override
        public void finish(ConditionEvents events) {
            layout.rooms().stream()
                    .filter(room -> !populated.contains(room))
                    .forEach(room -> events.add(SimpleConditionEvent.violated(room, room + " has no class")));
        }
    }
}
