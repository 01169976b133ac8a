package io.twinpath.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Optional;

/**
 * The packages below a root, and what their classes may import besides each other and {@code java.lang}.
 *
 * @param root a package: {@code org.example.shop.domain}
 * @param imports package patterns of ArchUnit: {@code java..}, {@code org.example.shop.domain..}
 * @param exceptions patterns that are not allowed although a pattern of {@code imports} matches
 * @param sessionOwner of a persistence room, the simple name of the one class that opens sessions
 */
public record Room(
        Kind kind, String root, List<String> imports, List<String> exceptions, Optional<String> sessionOwner) {
    /** What a room is for. */
    public enum Kind {
        /** What the business is, and the ports: interfaces that others implement. */
        DOMAIN,
        /** Use cases. */
        APPLICATION,
        /** Where requests come in. */
        DRIVING,
        /** Where data is kept; the only rooms that know sessions. */
        PERSISTENCE,
        /** Puts the others together and may import everything. */
        ASSEMBLY
    }

    public Room {
        imports = List.copyOf(imports);
        exceptions = List.copyOf(exceptions);
    }

    public static Room domain(String root, String... imports) {
        return of(Kind.DOMAIN, root, imports);
    }

    public static Room application(String root, String... imports) {
        return of(Kind.APPLICATION, root, imports);
    }

    public static Room driving(String root, String... imports) {
        return of(Kind.DRIVING, root, imports);
    }

    public static Room persistence(String root, String sessionOwner, String... imports) {
        return new Room(Kind.PERSISTENCE, root, List.of(imports), List.of(), Optional.of(sessionOwner));
    }

    public static Room assembly(String root) {
        return of(Kind.ASSEMBLY, root);
    }

    /** The same room, where these are not allowed whatever else is. */
    public Room butNot(String... patterns) {
        return new Room(kind, root, imports, List.of(patterns), sessionOwner);
    }

    private static Room of(Kind kind, String root, String... imports) {
        return new Room(kind, root, List.of(imports), List.of(), Optional.empty());
    }

    boolean contains(JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    boolean mayImport(JavaClass type) {
        return kind == Kind.ASSEMBLY
                || type.getPackageName().equals("java.lang")
                || (matches(imports, type) && !matches(exceptions, type));
    }

    boolean opensSessions(JavaClass type) {
        return sessionOwner
                .map(owner -> root + "." + owner)
                .filter(owner -> type.getName().equals(owner) || type.getName().startsWith(owner + "$"))
                .isPresent();
    }

    private static boolean matches(List<String> patterns, JavaClass type) {
        DescribedPredicate<JavaClass> inAny = JavaClass.Predicates.resideInAnyPackage(patterns.toArray(String[]::new));
        return inAny.test(type);
    }

    @Override
    public String toString() {
        return root;
    }
}
