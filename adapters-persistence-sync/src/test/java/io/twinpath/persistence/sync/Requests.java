package io.twinpath.persistence.sync;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.util.HashMap;
import java.util.Map;

/** What a client asks. It knows the statements by their names, and strikes the executions that the plan chooses. */
final class Requests {
    /** Parse, Bind, Describe, Execute, Close: the server may wait for more before it answers. */
    private static final String HELD = "PBDEC";
    /** Sync, Query, FunctionCall: after these the server says that it is ready. */
    private static final String LAST = "SQF";

    private static final String FLUSH = "H";

    private final PostgresProxy proxy;
    private final ProxiedConnection connection;
    private final DataInputStream in;
    private final OutputStream out;
    private final Map<String, String> statements = new HashMap<>();

    /** Whole, for the server counts {@code statement_timeout} from Parse: it must be as late as the Bind that is delayed. */
    private final ByteArrayOutputStream batch = new ByteArrayOutputStream();

    private Fault chosen = Fault.NONE;
    private Round round = new Round();
    private boolean awaited;

    Requests(PostgresProxy proxy, ProxiedConnection connection, DataInputStream in, OutputStream out) {
        this.proxy = proxy;
        this.connection = connection;
        this.in = in;
        this.out = out;
    }

    void pump() throws IOException {
        while (true) {
            Frame frame = Frame.read(in);
            if (connection.swallows()) {
                continue;
            }
            read(frame);
            frame.writeTo(batch);
            if (!frame.isOneOf(HELD)) {
                send(frame);
            }
        }
    }

    private void read(Frame frame) {
        switch (frame.type()) {
            case 'P' -> statements.put(frame.text(0), frame.text(1));
            case 'C' -> forget(frame.text(0));
            case 'B' -> choose(statements.getOrDefault(frame.text(1), ""));
            case 'Q' -> choose(frame.text(0));
            default -> {}
        }
    }

    /** @param closed S and the name of a statement, or P and that of a portal */
    private void forget(String closed) {
        if (closed.startsWith("S")) {
            statements.remove(closed.substring(1));
        }
    }

    private void choose(String sql) {
        if (round.is(Fault.NONE)) {
            chosen = proxy.choose(sql);
            round.add(chosen);
        }
    }

    private void send(Frame last) throws IOException {
        if (chosen == Fault.CUT_BEFORE || (chosen == Fault.DELAY && !connection.outlives(proxy.delay()))) {
            connection.close();
            throw new SocketException("cut");
        }
        chosen = Fault.NONE;
        if (!awaited && (last.isOneOf(LAST) || last.isOneOf(FLUSH))) {
            connection.await(round);
            awaited = true;
        }
        boolean sliced = round.is(Fault.SLICE);
        if (last.isOneOf(LAST)) {
            round.end();
            round = new Round();
            awaited = false;
        }
        ProxiedConnection.write(batch, out, sliced);
    }
}
