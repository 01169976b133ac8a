package io.twinpath.bootstrap.http;

import org.glassfish.grizzly.Buffer;

/** Plain text. */
record NoSeal() implements Seal {
    private static final byte[] NOTHING = {};

    @Override
    public Progress open(Buffer arrived, RequestReader to, Line line) {
        to.append(arrived.toByteBuffer());
        return Progress.OPEN;
    }

    @Override
    public boolean work(Runnable then) {
        return false;
    }

    @Override
    public Progress resume(RequestReader to, Line line) {
        return Progress.OPEN;
    }

    @Override
    public byte[] seal(byte[] bytes) {
        return bytes;
    }

    @Override
    public byte[] farewell() {
        return NOTHING;
    }
}
