package io.twinpath.application.login;

import java.nio.ByteBuffer;

/** Stands for a name, an address or both, which cannot be read from it: 128 bits of a hash. */
record Key(long high, long low) {
    static Key of(byte[] hash) {
        ByteBuffer bytes = ByteBuffer.wrap(hash);
        return new Key(bytes.getLong(), bytes.getLong());
    }

    /** Enough to tell lines of a log apart. */
    @Override
    public String toString() {
        return String.format("%08x", high >>> 32);
    }
}
