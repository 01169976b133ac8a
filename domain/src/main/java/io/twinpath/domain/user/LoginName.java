package io.twinpath.domain.user;

/** What people type to log in: their username or their e-mail address, told apart by the {@code @}. */
public sealed interface LoginName {
    record ByUsername(Username username) implements LoginName {}

    record ByEmail(Email email) implements LoginName {}

    /** Fails with {@code InvalidValue} when the text is neither. */
    static LoginName of(String raw) {
        return raw.indexOf('@') >= 0 ? new ByEmail(Email.of(raw)) : new ByUsername(Username.of(raw));
    }
}
