package io.twinpath.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each rule on a small house in which every crime was committed: it finds these violations and no others. */
class RulesTest {
    private static final String SHOP = "io.twinpath.architecture.fixture.shop";
    private static final JavaClasses CLASSES = new ClassFileImporter().importPackages(SHOP);
    private static final Layout LAYOUT = Layout.of(
            Room.domain(SHOP + ".domain", "java..").butNot("java.sql.."),
            Room.application(SHOP + ".orders", "java..", SHOP + ".domain.."),
            Room.driving(SHOP + ".web", "java..", SHOP + ".domain..", SHOP + ".orders.."),
            Room.persistence(SHOP + ".store", "Sessions", "java..", "javax.sql..", SHOP + ".domain..", "org.jdbi.."),
            Room.assembly(SHOP + ".main"));

    private static List<String> violations(ArchRule rule) {
        return rule.evaluate(CLASSES).getFailureReport().getDetails().stream()
                .map(each -> each.replace(SHOP + ".", ""))
                .toList();
    }

    @Test
    void rooms_import_only_what_they_may() {
        assertThat(violations(ImportRules.roomsImportOnlyWhatTheyMay(LAYOUT)))
                .containsExactlyInAnyOrder(
                        "domain.DomainKnowsSql imports java.sql.Timestamp, which domain may not",
                        "domain.DomainKnowsTheStore imports store.StoreConfig, which domain may not",
                        "web.ResourceThatAsksTheAdapter imports store.JdbcStore, which web may not",
                        "store.AdapterThatShowsSessions imports reactor.core.publisher.Mono, which store may not",
                        "store.SecondOpener imports io.r2dbc.spi.ConnectionFactory, which store may not",
                        "store.SecondOpener imports org.postgresql.ds.PGSimpleDataSource, which store may not",
                        "store.SecondOpener imports org.reactivestreams.Publisher, which store may not");
    }

    @Test
    void packages_form_no_cycle() {
        assertThat(violations(ImportRules.packagesFormNoCycle(LAYOUT)))
                .filteredOn(each -> each.startsWith("Cycle detected"))
                .hasSize(2)
                .anySatisfy(each -> assertThat(each).contains("Slice orders -> \n", "Slice orders.deep -> \n"))
                .anySatisfy(each -> assertThat(each).contains("Slice domain -> \n", "Slice store -> \n"));
    }

    @Test
    void sessions_stay_in_the_persistence_rooms() {
        assertThat(violations(SessionRules.sessionsStayInThePersistenceRooms(LAYOUT)))
                .containsExactlyInAnyOrder(
                        "domain.DomainKnowsSql names java.sql.Timestamp",
                        "main.AssemblyWithASession names java.sql.Connection",
                        "main.AssemblyWithASession names java.sql.DriverManager",
                        "main.AssemblyWithASession names java.sql.SQLException");
    }

    @Test
    void no_adapter_shows_a_session() {
        assertThat(violations(SessionRules.noAdapterShowsASession(LAYOUT)))
                .containsExactlyInAnyOrder(
                        "store.AdapterThatShowsSessions.open shows java.sql.Connection",
                        "store.AdapterThatShowsSessions.publisher() shows reactor.core.publisher.Mono",
                        "store.AdapterThatShowsSessions.handle() shows org.jdbi.v3.core.Handle",
                        "store.AdapterThatShowsSessions.take(java.sql.Connection) shows java.sql.Connection",
                        "store.AdapterThatShowsSessions.take(java.sql.Connection) shows java.sql.SQLException");
    }

    @Test
    void sessions_are_opened_in_one_class() {
        assertThat(violations(SessionRules.sessionsAreOpenedInOneClass(LAYOUT)))
                .containsExactlyInAnyOrder(
                        "main.AssemblyWithASession opens a session by DriverManager.getConnection",
                        "store.SecondOpener opens a session by ConnectionFactory.create",
                        "store.SecondOpener opens a session by Jdbi.useHandle",
                        "store.SecondOpener opens a session by PGSimpleDataSource.getConnection");
    }

    @Test
    void ports_return_stages() {
        assertThat(violations(PortRules.portsReturnStages(LAYOUT)))
                .containsExactly("domain.PortThatBlocks.all() returns java.util.List");
    }

    @Test
    void resources_call_services_only() {
        assertThat(violations(PortRules.resourcesCallServicesOnly(LAYOUT, SHOP + ".web.Resource")))
                .containsExactlyInAnyOrder(
                        "web.ResourceThatAsksThePort goes past the services to domain.OrderRepository",
                        "web.ResourceThatAsksTheAdapter goes past the services to store.JdbcStore");
    }

    @Test
    void nothing_waits() {
        assertThat(violations(PortRules.nothingWaits(LAYOUT)))
                .containsExactlyInAnyOrder(
                        "orders.ServiceThatWaits waits in CompletableFuture.join",
                        "orders.ServiceThatWaits waits in Thread.sleep",
                        "web.ResourceThatWaits waits in CompletableFuture.get");
    }

    @Test
    void every_room_is_populated() {
        Layout withACellar = Layout.of(Room.domain(SHOP + ".domain"), Room.application(SHOP + ".cellar"));
        assertThat(violations(ShapeRules.everyRoomIsPopulated(withACellar))).containsExactly("cellar has no class");
        assertThat(violations(ShapeRules.everyRoomIsPopulated(LAYOUT))).isEmpty();
    }

    @Test
    void every_class_has_a_room() {
        assertThat(violations(ShapeRules.everyClassHasARoom(LAYOUT))).containsExactly("attic.Homeless is in no room");
    }

    @Test
    void classes_are_final_or_abstract() {
        assertThat(violations(ShapeRules.classesAreFinalOrAbstract(LAYOUT)))
                .containsExactly("orders.OpenToExtension is neither final nor abstract");
    }

    @Test
    void interfaces_have_two_implementations_or_are_ports() {
        assertThat(violations(ShapeRules.interfacesHaveTwoImplementationsOrArePorts(LAYOUT)))
                .containsExactlyInAnyOrder(
                        "orders.InterfaceForNothing has 1 implementations, none in another room",
                        "domain.PortThatBlocks has 0 implementations, none in another room");
    }

    @Test
    void a_room_below_another_is_not_the_other_s() {
        Layout nested = Layout.of(
                Room.application(SHOP + ".orders", SHOP + "..", "java.."),
                Room.application(SHOP + ".orders.deep", "java.."));
        assertThat(violations(ImportRules.roomsImportOnlyWhatTheyMay(nested)))
                .containsExactly("orders.deep.CycleBack imports orders.OrderService, which orders.deep may not");
    }

    @Test
    void a_root_is_one_room() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Layout.of(Room.domain("org.example"), Room.assembly("org.example")))
                .withMessageContaining("org.example");
    }

    @Test
    void all_rules_together_are_each_of_them() {
        Layout everyCrime =
                Layout.of(Stream.concat(LAYOUT.rooms().stream(), Stream.of(Room.application(SHOP + ".cellar")))
                        .toArray(Room[]::new));
        assertThat(Rules.of(everyCrime, SHOP + ".web.Resource"))
                .hasSize(12)
                .allSatisfy(rule -> assertThat(violations(rule)).isNotEmpty());
    }
}
