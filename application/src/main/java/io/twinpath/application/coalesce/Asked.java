package io.twinpath.application.coalesce;

import io.twinpath.application.datapath.SharedCall;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One caller's question. Whoever completes it from outside, by cancelling it, no longer wants to know. */
final class Asked<K, V> extends SharedCall<Optional<V>> {
    private final K key;
    private volatile @Nullable Batch<K, V> batch;

    Asked(K key) {
        this.key = key;
    }

    K key() {
        return key;
    }

    /** Which it went with, once it did. */
    @Nullable Batch<K, V> batch() {
        return batch;
    }

    void sentWith(Batch<K, V> sent) {
        batch = sent;
    }

    @Override
    public boolean speaksForAll() {
        Batch<K, V> sent = batch;
        return sent != null && sent.isFirstToTell();
    }
}
