package io.twinpath.application.login;

import static java.util.concurrent.CompletableFuture.completedStage;

import io.twinpath.domain.user.PasswordHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The password of a hash is what follows its {@code of-}; a hash with {@code weak} in it is worth an upgrade. */
final class PlainHasher implements PasswordHasher {
    /** What was compared, in the order in which it was. */
    final List<PasswordHash> checked = new ArrayList<>();

    @Override
    public CompletionStage<PasswordHash> hash(Password password) {
        return completedStage(new PasswordHash("$of-" + password.value()));
    }

    @Override
    public CompletionStage<Boolean> matches(Password password, PasswordHash hash) {
        checked.add(hash);
        return completedStage(hash.encoded().endsWith("of-" + password.value()));
    }

    @Override
    public CompletionStage<Optional<PasswordHash>> upgrade(Password password, PasswordHash hash) {
        return hash.encoded().contains("weak")
                ? hash(password).thenApply(Optional::of)
                : completedStage(Optional.empty());
    }

    @Override
    public PasswordHash unmatchable() {
        return new PasswordHash("$none");
    }
}
