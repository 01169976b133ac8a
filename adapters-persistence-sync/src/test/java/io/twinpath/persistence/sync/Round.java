package io.twinpath.persistence.sync;

import java.io.ByteArrayOutputStream;

/** What a client asks before one ReadyForQuery: its requests fill it, then the server's answers go by it. */
final class Round {
    private volatile Fault fault = Fault.NONE;
    private volatile int struck;
    private volatile boolean ended;
    private int executions; // of the requests' thread
    private int completed; // of the answers' thread, and so the next
    private boolean over;

    /** The next execution, and what befalls it; those after one that is struck do not matter. */
    void add(Fault chosen) {
        struck = executions++;
        fault = chosen;
    }

    /** Nothing more is asked, so the server will say that it is ready. */
    void end() {
        ended = true;
    }

    Fault fault() {
        return fault;
    }

    boolean is(Fault other) {
        return fault == other;
    }

    /** Whether the server must be let finish it, whatever becomes of the client. */
    boolean isOwed() {
        return ended && fault != Fault.NONE;
    }

    /** What the client may have of an answer's next message. */
    void pass(Frame frame, ByteArrayOutputStream out) {
        boolean completes = completes(frame);
        switch (fault) {
            case NONE, DELAY, SLICE -> frame.writeTo(out);
            case CUT_BEFORE_COMPLETE, CUT_INSIDE_COMPLETE -> {
                if (!over && !completes) {
                    frame.writeTo(out);
                } else if (!over && fault == Fault.CUT_INSIDE_COMPLETE) {
                    frame.writeHalfTo(out);
                }
                over |= completes;
            }
            case CUT_BEFORE, STALL, RESET, FATAL -> {}
        }
    }

    /** CommandComplete or EmptyQueryResponse of the execution that was struck, any ErrorResponse, or the round's end. */
    private boolean completes(Frame frame) {
        return switch (frame.type()) {
            case 'C', 'I' -> completed++ == struck;
            case 'E', 'Z' -> true;
            default -> false;
        };
    }
}
