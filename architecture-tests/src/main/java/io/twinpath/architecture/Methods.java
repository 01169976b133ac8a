package io.twinpath.architecture;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Some methods, by the names of their owners, whose subtypes count too. */
record Methods(Map<String, Set<String>> byOwner) {
    /** Where code calls one of them or refers to it, in words: {@code CompletableFuture.join}. */
    Stream<String> usedBy(JavaCodeUnit code) {
        return Stream.concat(code.getMethodCallsFromSelf().stream(), code.getMethodReferencesFromSelf().stream())
                .filter(this::contains)
                .map(use -> use.getTargetOwner().getSimpleName() + "." + use.getName());
    }

    private boolean contains(JavaAccess<?> use) {
        return byOwner.entrySet().stream()
                .anyMatch(owner -> owner.getValue().contains(use.getName())
                        && use.getTargetOwner().isAssignableTo(owner.getKey()));
    }
}
