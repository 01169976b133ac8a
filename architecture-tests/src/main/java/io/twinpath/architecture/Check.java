package io.twinpath.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.Function;
import java.util.stream.Stream;

/** A condition made of a function from a class to the words of its violations, each told once. */
final class Check extends ArchCondition<JavaClass> {
    private final Function<JavaClass, Stream<String>> violations;

    Check(String description, Function<JavaClass, Stream<String>> violations) {
        super(description);
        this.violations = violations;
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        violations
                .apply(type)
                .distinct()
                .sorted()
                .forEach(each -> events.add(SimpleConditionEvent.violated(type, each)));
    }
}
