package io.twinpath.domain.write;

import io.twinpath.domain.user.Email;
import io.twinpath.domain.user.FullName;
import io.twinpath.domain.user.PasswordHash;
import io.twinpath.domain.user.Username;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * New values of a user; null for what stays as it is.
 *
 * @param tokensValidAfter tokens issued before are refused from then on; never moved back
 */
public record UserChange(
        @Nullable Username username,
        @Nullable Email email,
        @Nullable FullName fullName,
        @Nullable PasswordHash passwordHash,
        @Nullable Instant tokensValidAfter) {
    public static UserChange ofProfile(
            @Nullable Username username, @Nullable Email email, @Nullable FullName fullName) {
        return new UserChange(username, email, fullName, null, null);
    }

    /** Another password, after which the tokens of the one before are refused. */
    public static UserChange ofPassword(PasswordHash hash, Instant tokensValidAfter) {
        return new UserChange(null, null, null, hash, tokensValidAfter);
    }

    /** The same password under another hash. */
    public static UserChange ofPasswordHash(PasswordHash hash) {
        return new UserChange(null, null, null, hash, null);
    }

    /** The end of all tokens so far. */
    public static UserChange ofTokens(Instant tokensValidAfter) {
        return new UserChange(null, null, null, null, tokensValidAfter);
    }

    /** The names of what is given a value, as the API writes them; another hash alone is not another password. */
    public List<String> fields() {
        return new FieldNames()
                .with("username", username)
                .with("email", email)
                .with("full_name", fullName)
                .with("password", tokensValidAfter == null ? null : passwordHash)
                .with("password_hash", tokensValidAfter == null ? passwordHash : null)
                .with("tokens", passwordHash == null ? tokensValidAfter : null)
                .given();
    }
}
