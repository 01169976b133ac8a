package io.twinpath.rest;

import io.twinpath.domain.user.User;

/** @param createdAt as {@code updatedAt} in UTC, ISO 8601 */
record ProfileJson(
        long id, String username, String email, String fullName, String role, String createdAt, String updatedAt) {
    static ProfileJson of(User user) {
        return new ProfileJson(
                user.id().value(),
                user.username().value(),
                user.email().value(),
                user.fullName().value(),
                user.role().code(),
                user.createdAt().toString(),
                user.updatedAt().toString());
    }
}
