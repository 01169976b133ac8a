package io.twinpath.rest;

import io.twinpath.application.access.Caller;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Verifies tokens, each signature but once: what it remembers of one, by its digest, is what cannot change. Its key and its time
 * are looked at whenever it comes. Bad tokens are not remembered, so that nobody without good ones can push others' out.
 */
final class RememberedTokens {
    private static final int MOST = 16_384;

    private final TokenReader reader;
    private final Clock clock;
    private final int most;
    private final Map<TokenDigest, SoundToken> known = new ConcurrentHashMap<>();
    private final Queue<TokenDigest> oldestFirst = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();

    RememberedTokens(TokenReader reader, Clock clock) {
        this(reader, clock, MOST);
    }

    RememberedTokens(TokenReader reader, Clock clock, int most) {
        this.reader = reader;
        this.clock = clock;
        this.most = most;
    }

    /** Empty when anything is wrong with it; fails with {@link Refusal} when that cannot be told now. */
    Optional<Caller> verify(String token) {
        if (reader.isTooLong(token)) {
            return Optional.empty();
        }
        TokenDigest digest = TokenDigest.of(token);
        Instant now = clock.instant();
        Optional<SoundToken> before = remembered(digest);
        if (before.isPresent()) {
            return before.filter(each -> each.isOf(now)).map(SoundToken::caller);
        }
        Optional<SoundToken> read = reader.read(token).filter(each -> each.isOf(now));
        read.ifPresent(each -> remember(digest, each));
        return read.map(SoundToken::caller);
    }

    /** Empty too when it is not remembered, or cannot be told. */
    Optional<Caller> recall(String token) {
        if (reader.isTooLong(token)) {
            return Optional.empty();
        }
        try {
            return remembered(TokenDigest.of(token))
                    .filter(each -> each.isOf(clock.instant()))
                    .map(SoundToken::caller);
        } catch (Refusal untold) {
            return Optional.empty(); // who verifies it says so
        }
    }

    private Optional<SoundToken> remembered(TokenDigest digest) {
        return Optional.ofNullable(known.get(digest)).filter(each -> each.isSignedByOneOf(reader.keys()));
    }

    /** How many it remembers. */
    int size() {
        return known.size();
    }

    private void remember(TokenDigest digest, SoundToken token) {
        if (known.put(digest, token) == null) {
            oldestFirst.add(digest);
            if (size.incrementAndGet() > most) {
                size.decrementAndGet();
                known.remove(oldestFirst.remove());
            }
        }
    }

    @Override
    public String toString() {
        return "RememberedTokens[" + size() + "]";
    }
}
