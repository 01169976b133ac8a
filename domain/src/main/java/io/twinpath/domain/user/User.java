package io.twinpath.domain.user;

import io.twinpath.domain.Version;
import java.time.Instant;

/** A user as kept in the table {@code users}, without the password. */
public record User(
        UserId id,
        Username username,
        Email email,
        FullName fullName,
        Role role,
        Admission admission,
        Version version,
        Instant createdAt,
        Instant updatedAt) {}
