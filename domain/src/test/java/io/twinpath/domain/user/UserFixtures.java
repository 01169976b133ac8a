package io.twinpath.domain.user;

import io.twinpath.domain.Version;
import java.time.Instant;

/** Users by name: ann is an administrator, bob an ordinary user, eve deactivated. */
public final class UserFixtures {
    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05.678901Z");

    private UserFixtures() {}

    public static Credentials ann() {
        return credentials(1, "ann", "Ann Example", Role.ADMIN, true);
    }

    public static Credentials bob() {
        return credentials(2, "bob", "Bob O'Brien-Żółć", Role.USER, true);
    }

    public static Credentials eve() {
        return credentials(3, "eve", "Eve", Role.USER, false);
    }

    private static Credentials credentials(long id, String name, String fullName, Role role, boolean active) {
        User user = new User(
                new UserId(id),
                Username.of(name),
                Email.of(name + "@example.org"),
                FullName.of(fullName),
                role,
                new Admission(active, CREATED.plusSeconds(1)),
                new Version(id),
                CREATED,
                CREATED.plusSeconds(id));
        return new Credentials(user, new PasswordHash("$argon2id$v=19$of-" + name));
    }
}
