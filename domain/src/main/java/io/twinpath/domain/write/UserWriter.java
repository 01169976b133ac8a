package io.twinpath.domain.write;

import io.twinpath.domain.user.User;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where users write about themselves; the manners are those of {@link io.twinpath.domain.write.SettingsWriter}. */
public interface UserWriter {
    /** Fails with {@link io.twinpath.domain.AlreadyTaken} too. */
    CompletionStage<Optional<User>> change(Write write, UserChange change);
}
