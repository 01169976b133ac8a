package io.twinpath.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/** All rules at once. */
public final class Rules {
    private Rules() {}

    /**
     * Every rule, in the order in which to read their violations.
     *
     * @param resource the annotation by which a resource is known: {@code jakarta.ws.rs.Path}
     */
    public static List<ArchRule> of(Layout layout, String resource) {
        return List.of(
                ShapeRules.everyRoomIsPopulated(layout),
                ShapeRules.everyClassHasARoom(layout),
                ImportRules.roomsImportOnlyWhatTheyMay(layout),
                ImportRules.packagesFormNoCycle(layout),
                SessionRules.sessionsStayInThePersistenceRooms(layout),
                SessionRules.noAdapterShowsASession(layout),
                SessionRules.sessionsAreOpenedInOneClass(layout),
                PortRules.portsReturnStages(layout),
                PortRules.resourcesCallServicesOnly(layout, resource),
                PortRules.nothingWaits(layout),
                ShapeRules.classesAreFinalOrAbstract(layout),
                ShapeRules.interfacesHaveTwoImplementationsOrArePorts(layout));
    }
}
