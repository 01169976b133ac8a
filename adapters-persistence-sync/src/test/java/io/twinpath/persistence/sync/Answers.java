package io.twinpath.persistence.sync;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;

/** What a server answers, and what of it reaches the client. */
final class Answers {
    private final PostgresProxy proxy;
    private final ProxiedConnection connection;
    private final DataInputStream in;
    private final ByteArrayOutputStream passed = new ByteArrayOutputStream();
    private OutputStream out;
    private boolean stalled;

    Answers(PostgresProxy proxy, ProxiedConnection connection, DataInputStream in, OutputStream out) {
        this.proxy = proxy;
        this.connection = connection;
        this.in = in;
        this.out = out;
    }

    void pump() throws IOException {
        try {
            while (true) {
                Frame frame = Frame.read(in);
                if (!connection.swallows()) {
                    answer(frame, connection.current());
                }
            }
        } finally {
            write(false);
        }
    }

    private void answer(Frame frame, Round round) throws IOException {
        stalled |= round.is(Fault.STALL);
        if (!stalled) {
            round.pass(frame, passed);
        }
        if (frame.type() == 'Z') {
            proxy.countRoundTrip();
            write(round.is(Fault.SLICE));
            end(round.fault());
        } else if (in.available() == 0) {
            write(round.is(Fault.SLICE));
        }
    }

    private void end(Fault fault) throws IOException {
        switch (fault) {
            case CUT_BEFORE_COMPLETE, CUT_INSIDE_COMPLETE -> connection.close();
            case RESET -> connection.reset();
            case FATAL -> {
                Frame.terminated().writeTo(passed);
                write(false);
                connection.close();
            }
            case NONE, CUT_BEFORE, DELAY, SLICE, STALL -> connection.answered();
        }
    }

    /** Without its client the server is still heard to the end. */
    private void write(boolean sliced) {
        try {
            ProxiedConnection.write(passed, out, sliced);
        } catch (IOException e) {
            passed.reset();
            out = OutputStream.nullOutputStream();
        }
    }
}
