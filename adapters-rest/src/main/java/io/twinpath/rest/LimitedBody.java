package io.twinpath.rest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes an answer's body, and of one that is longer than it may be no more than that. */
final class LimitedBody implements Consumer<Optional<byte[]>> {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int most;
    private boolean tooLong;

    LimitedBody(int most) {
        this.most = most;
    }

    @Override
    public void accept(Optional<byte[]> part) {
        byte[] more = part.orElseGet(() -> new byte[0]);
        tooLong |= more.length > most - bytes.size();
        if (!tooLong) {
            bytes.writeBytes(more);
        }
    }

    /** In UTF-8; empty when it was too long. */
    Optional<String> text() {
        return tooLong ? Optional.empty() : Optional.of(bytes.toString(StandardCharsets.UTF_8));
    }
}
