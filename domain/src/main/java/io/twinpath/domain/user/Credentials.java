package io.twinpath.domain.user;

/** A user and what their password is checked against. */
public record Credentials(User user, PasswordHash passwordHash) {}
