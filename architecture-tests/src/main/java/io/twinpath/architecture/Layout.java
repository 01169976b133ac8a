package io.twinpath.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which package is which room; where one room's root lies below another's, its classes are its own alone. */
public record Layout(List<Room> rooms) {
    public Layout {
        rooms = rooms.stream()
                .sorted(Comparator.comparing((Room room) -> room.root().length())
                        .reversed())
                .toList();
        if (rooms.stream().map(Room::root).distinct().count() < rooms.size()) {
            throw new IllegalArgumentException("a root is given to two rooms of " + rooms);
        }
    }

    public static Layout of(Room... rooms) {
        return new Layout(List.of(rooms));
    }

    Optional<Room> roomOf(JavaClass type) {
        return rooms.stream().filter(room -> room.contains(type)).findFirst();
    }

    boolean isIn(JavaClass type, Room.Kind... kinds) {
        Set<Room.Kind> wanted = EnumSet.copyOf(List.of(kinds));
        return roomOf(type).map(Room::kind).filter(wanted::contains).isPresent();
    }

    DescribedPredicate<JavaClass> residents(String description, Room.Kind... kinds) {
        return DescribedPredicate.describe(
                description, type -> isIn(type, kinds) && !type.getSimpleName().equals("package-info"));
    }

    DescribedPredicate<JavaClass> residents() {
        return residents("are in the house", Room.Kind.values());
    }
}
