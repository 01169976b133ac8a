package io.twinpath.rest;

import io.twinpath.domain.user.Email;
import io.twinpath.domain.user.FullName;
import io.twinpath.domain.user.User;
import io.twinpath.domain.user.Username;
import io.twinpath.domain.write.UserChange;
import java.util.Set;

/** @param createdAt as {@code updatedAt} in UTC, ISO 8601 */
record ProfileJson(
        long id,
        String username,
        String email,
        String fullName,
        String role,
        long version,
        String createdAt,
        String updatedAt) {
    static ProfileJson of(User user) {
        return new ProfileJson(
                user.id().value(),
                user.username().value(),
                user.email().value(),
                user.fullName().value(),
                user.role().code(),
                user.version().value(),
                user.createdAt().toString(),
                user.updatedAt().toString());
    }

    /** Fails with {@link Refusal}. */
    static UserChange changeOf(FieldReader fields) {
        UserChange change = UserChange.ofProfile(
                fields.text("username", Username::of),
                fields.text("email", Email::of),
                fields.text("full_name", FullName::of));
        fields.end(Set.of("id", "role", "version", "created_at", "updated_at"));
        return change;
    }
}
