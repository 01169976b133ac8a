package io.twinpath.domain.user;

/** A user who is to be added; the store gives the id, and settings begin with their defaults. */
public record NewUser(Username username, Email email, FullName fullName, Role role, PasswordHash passwordHash) {}
