package io.twinpath.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.lang.ArchRule;
import io.twinpath.architecture.Room.Kind;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A session never leaves its adapter: connections, handles, publishers and transactions of any technology. */
public final class SessionRules {
    private static final DescribedPredicate<JavaClass> SESSION_TYPE = JavaClass.Predicates.resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "io.r2dbc..",
                    "org.reactivestreams..",
                    "reactor..",
                    "io.reactivex..",
                    "org.jdbi..",
                    "com.zaxxer.hikari..",
                    "org.postgresql..",
                    "jakarta.persistence..",
                    "jakarta.transaction..",
                    "org.hibernate..",
                    "org.jooq..",
                    "org.apache.ibatis..",
                    "org.springframework.jdbc..",
                    "org.springframework.orm..",
                    "org.springframework.transaction..",
                    "org.springframework.r2dbc..")
            .or(DescribedPredicate.describe("Flow", type -> type.getName().startsWith("java.util.concurrent.Flow")));

    /** Whose methods of which names open a session. */
    private static final Methods OPENERS = new Methods(Map.of(
            "java.sql.DriverManager", Set.of("getConnection"),
            "javax.sql.DataSource", Set.of("getConnection", "createConnectionBuilder"),
            "io.r2dbc.spi.ConnectionFactory", Set.of("create"),
            "reactor.pool.Pool", Set.of("acquire", "withPoolable"),
            "org.jdbi.v3.core.Jdbi",
                    Set.of(
                            "open",
                            "withHandle",
                            "useHandle",
                            "inTransaction",
                            "useTransaction",
                            "withExtension",
                            "useExtension",
                            "onDemand"),
            "jakarta.persistence.EntityManagerFactory", Set.of("createEntityManager"),
            "org.hibernate.SessionFactory", Set.of("openSession", "withSession", "inSession")));

    private SessionRules() {}

    /** Nobody outside the persistence rooms, the assembly included, so much as names a type of a session. */
    public static ArchRule sessionsStayInThePersistenceRooms(Layout layout) {
        return classes()
                .that(layout.residents(
                        "are outside persistence", Kind.DOMAIN, Kind.APPLICATION, Kind.DRIVING, Kind.ASSEMBLY))
                .should(new Check(
                        "name no type of a session",
                        type -> type.getDirectDependenciesFromSelf().stream()
                                .map(Dependency::getTargetClass)
                                .map(JavaClass::getBaseComponentType)
                                .filter(SESSION_TYPE)
                                .map(target -> type.getName() + " names " + target.getName())));
    }

    /** What a persistence room shows to others has no type of a session in its signature, type arguments included. */
    public static ArchRule noAdapterShowsASession(Layout layout) {
        return classes()
                .that(layout.residents("are in persistence", Kind.PERSISTENCE))
                .and()
                .arePublic()
                .should(new Check(
                        "show no session",
                        type -> type.getMembers().stream()
                                .filter(SessionRules::isShown)
                                .flatMap(member -> signature(member)
                                        .flatMap(each -> each.getAllInvolvedRawTypes().stream())
                                        .filter(SESSION_TYPE)
                                        .map(each -> member.getFullName() + " shows " + each.getName()))));
    }

    /** Sessions are opened in each persistence room's {@link Room#sessionOwner} and nowhere else. */
    public static ArchRule sessionsAreOpenedInOneClass(Layout layout) {
        return classes()
                .that(layout.residents())
                .should(new Check(
                        "open no session unless they own it",
                        type -> isOwner(layout, type)
                                ? Stream.empty()
                                : type.getCodeUnits().stream().flatMap(SessionRules::opened)));
    }

    private static boolean isOwner(Layout layout, JavaClass type) {
        return layout.roomOf(type).filter(room -> room.opensSessions(type)).isPresent();
    }

    private static Stream<String> opened(JavaCodeUnit code) {
        return OPENERS.usedBy(code).map(method -> code.getOwner().getName() + " opens a session by " + method);
    }

    private static boolean isShown(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaType> signature(JavaMember member) {
        return member instanceof JavaCodeUnit code
                ? Stream.of(
                                Stream.of(code.getReturnType()),
                                code.getParameterTypes().stream(),
                                code.getExceptionTypes().stream())
                        .flatMap(types -> types)
                : Stream.of(((com.tngtech.archunit.core.domain.JavaField) member).getType());
    }
}
