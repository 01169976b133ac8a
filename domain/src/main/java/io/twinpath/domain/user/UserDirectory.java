package io.twinpath.domain.user;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What an administrator does with users; the manners are those of {@link UserRepository}. A change whose answer was lost
 * fails with {@link io.twinpath.domain.OutcomeUnknown}.
 */
public interface UserDirectory {
    /** Adds a user with default settings; fails with {@link io.twinpath.domain.AlreadyTaken}. */
    CompletionStage<User> add(NewUser user);

    /** Lists users in the order of their ids, at most {@code limit} of them, from the one after {@code after}. */
    CompletionStage<List<User>> list(Optional<UserId> after, int limit);

    /** Ends a user's access, tokens included; fails with {@link io.twinpath.domain.NotFound}. */
    CompletionStage<User> deactivate(Username username);

    /** Replaces the password and refuses tokens issued before {@code now}; fails with {@link io.twinpath.domain.NotFound}. */
    CompletionStage<User> setPassword(Username username, PasswordHash hash, Instant now);
}
