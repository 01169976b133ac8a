package io.twinpath.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.stream.Stream;

/** Who may import whom. */
public final class ImportRules {
    private ImportRules() {}

    /** Each room imports itself and what its {@link Room#imports} allow. */
    public static ArchRule roomsImportOnlyWhatTheyMay(Layout layout) {
        return classes()
                .that(layout.residents())
                .should(new Check("import only what their room may", type -> forbidden(layout, type)));
    }

    /** No package needs, by whatever detour, a package that needs it. */
    public static ArchRule packagesFormNoCycle(Layout layout) {
        return SlicesRuleDefinition.slices()
                .assignedFrom(byPackage(layout))
                .should()
                .beFreeOfCycles();
    }

    private static Stream<String> forbidden(Layout layout, JavaClass type) {
        Room room = layout.roomOf(type).orElseThrow();
        return type.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(target -> !target.isPrimitive())
                .filter(target -> !layout.roomOf(target).filter(room::equals).isPresent())
                .filter(target -> !room.mayImport(target))
                .map(target -> type.getName() + " imports " + target.getName() + ", which " + room + " may not");
    }

    private static SliceAssignment byPackage(Layout layout) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return layout.roomOf(type).isPresent()
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages of the house";
            }
        };
    }
}
