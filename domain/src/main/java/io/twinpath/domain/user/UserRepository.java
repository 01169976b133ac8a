package io.twinpath.domain.user;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Where users are read. Every method returns at once, never throws and never completes with null; a stage fails with
 * {@link io.twinpath.domain.StoreUnavailable} when the store gives no answer. Each call is one statement.
 */
public interface UserRepository {
    CompletionStage<Optional<User>> findById(UserId id);

    /** Finds many at once; ids without a user are absent from the result. */
    CompletionStage<Map<UserId, User>> findByIds(Set<UserId> ids);

    CompletionStage<Optional<Credentials>> findCredentials(LoginName name);

    CompletionStage<Optional<Credentials>> findCredentialsById(UserId id);
}
