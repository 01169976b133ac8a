package io.twinpath.persistence.sync;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One message of PostgreSQL's protocol as it stands on the wire: a type, a length which counts itself, a body. */
final class Frame {
    private static final int HEADER = 1 + Integer.BYTES;

    private final byte[] bytes;

    private Frame(byte[] bytes) {
        this.bytes = bytes;
    }

    static Frame of(char type, byte[] body) {
        return new Frame(ByteBuffer.allocate(HEADER + body.length)
                .put((byte) type)
                .putInt(Integer.BYTES + body.length)
                .put(body)
                .array());
    }

    /** What a server says whose administrator ends a connection. */
    static Frame terminated() {
        String fields = "SFATAL\0VFATAL\0C57P01\0Mterminating connection due to administrator command\0"
                + "Fpostgres.c\0L3200\0RProcessInterrupts\0\0";
        return of('E', fields.getBytes(StandardCharsets.UTF_8));
    }

    static Frame read(DataInputStream in) throws IOException {
        char type = (char) in.readUnsignedByte();
        int length = in.readInt() - Integer.BYTES;
        if (length < 0) {
            throw new StreamCorruptedException("not a message of PostgreSQL: " + type);
        }
        byte[] body = new byte[length];
        in.readFully(body);
        return of(type, body);
    }

    char type() {
        return (char) (bytes[0] & 0xff);
    }

    boolean isOneOf(String types) {
        return types.indexOf(type()) >= 0;
    }

    /** One of the texts that a body begins with, each of which ends with a zero. */
    String text(int index) {
        int start = HEADER;
        for (int i = 0; i < index; i++) {
            start = end(start) + 1;
        }
        return new String(bytes, start, end(start) - start, StandardCharsets.UTF_8);
    }

    void writeTo(ByteArrayOutputStream out) {
        out.write(bytes, 0, bytes.length);
    }

    void writeHalfTo(ByteArrayOutputStream out) {
        out.write(bytes, 0, bytes.length / 2);
    }

    private int end(int start) {
        int end = start;
        while (bytes[end] != 0) {
            end++;
        }
        return end;
    }
}
