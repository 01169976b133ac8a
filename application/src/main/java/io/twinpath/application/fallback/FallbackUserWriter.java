package io.twinpath.application.fallback;

import io.twinpath.domain.user.User;
import io.twinpath.domain.write.UserChange;
import io.twinpath.domain.write.UserWriter;
import io.twinpath.domain.write.Write;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Users written by the primary, or by the secondary under the same id when the primary leaves it undone or in doubt. */
public final class FallbackUserWriter implements UserWriter {
    private final UserWriter primary;
    private final UserWriter secondary;
    private final Fallback fallback;

    public FallbackUserWriter(UserWriter primary, UserWriter secondary, Fallback fallback) {
        this.primary = primary;
        this.secondary = secondary;
        this.fallback = fallback;
    }

    @Override
    public CompletionStage<Optional<User>> change(Write write, UserChange change) {
        return fallback.write(
                Operation.CHANGE_USER, () -> primary.change(write, change), () -> secondary.change(write, change));
    }
}
