package io.twinpath.application.login;

import java.time.Duration;
import java.util.Iterator;
import java.util.function.LongSupplier;

/**
 * What is left to each of many: a full allowance that charges lessen and time restores (the generic cell rate algorithm, ITU-T
 * I.371). A charge is held at first, and made good or dropped later. For one thread at a time.
 */
final class Allowances {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final long full;
    private final Latest<Key, Level> levels;
    private final LongSupplier nanoTime;

    /** @param cost as the time in which it is restored */
    record Charge(Key key, long cost) {
        /** So many at most in that time. */
        static Charge of(Key key, Duration full, int most) {
            return new Charge(key, full.toNanos() / most);
        }
    }

    private static final class Level {
        private long restored;
        private long held;

        Level(long now) {
            restored = now;
        }

        long missing(long now) {
            return Math.max(0, restored - now);
        }
    }

    /**
     * All allowances are full.
     *
     * @param full the time in which an empty one is full again
     * @param most whose allowance is known; those charged longest ago are forgotten past that
     */
    Allowances(Duration full, int most, LongSupplier nanoTime) {
        this.full = full.toNanos();
        this.levels = new Latest<>(most);
        this.nanoTime = nanoTime;
    }

    /** Until the charge can be held: nothing now, a moment if only what others hold is in the way. */
    Duration waitFor(Charge charge) {
        Level level = levels.get(charge.key());
        if (level == null) {
            return Duration.ZERO;
        }
        long wanting = level.missing(nanoTime.getAsLong()) + charge.cost() - full;
        if (wanting > 0) {
            return Duration.ofNanos(wanting);
        }
        return wanting + level.held > 0 ? MOMENT : Duration.ZERO;
    }

    void hold(Charge charge) {
        level(charge.key()).held += charge.cost();
    }

    void make(Charge charge) {
        drop(charge);
        long now = nanoTime.getAsLong();
        Level level = level(charge.key());
        level.restored = now + level.missing(now) + charge.cost();
    }

    void drop(Charge charge) {
        Level level = level(charge.key());
        level.held = Math.max(0, level.held - charge.cost());
        forgetFull();
    }

    /** It is full again. */
    void restore(Key key) {
        levels.remove(key);
    }

    /** Of whom something is remembered. */
    int size() {
        return levels.size();
    }

    private Level level(Key key) {
        return levels.computeIfAbsent(key, unseen -> new Level(nanoTime.getAsLong()));
    }

    private void forgetFull() {
        long now = nanoTime.getAsLong();
        Iterator<Level> eldest = levels.values().iterator();
        while (eldest.hasNext()) {
            Level level = eldest.next();
            if (level.held > 0 || level.missing(now) > 0) {
                return;
            }
            eldest.remove();
        }
    }
}
