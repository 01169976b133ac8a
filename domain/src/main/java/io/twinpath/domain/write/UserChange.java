package io.twinpath.domain.write;

import io.twinpath.domain.user.Email;
import io.twinpath.domain.user.FullName;
import io.twinpath.domain.user.PasswordHash;
import io.twinpath.domain.user.Username;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** New values of a user; null for what stays as it is. */
public record UserChange(
        @Nullable Username username,
        @Nullable Email email,
        @Nullable FullName fullName,
        @Nullable NewPassword password) {
    /**
     * What a new password changes.
     *
     * @param tokensValidAfter tokens issued before are refused from then on; never moved back
     */
    public record NewPassword(PasswordHash hash, Instant tokensValidAfter) {}

    public static UserChange of(NewPassword password) {
        return new UserChange(null, null, null, password);
    }

    /** The names of what is given a value, as the API writes them. */
    public List<String> fields() {
        return new FieldNames()
                .with("username", username)
                .with("email", email)
                .with("full_name", fullName)
                .with("password", password)
                .given();
    }
}
