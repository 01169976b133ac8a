package io.twinpath.bootstrap.http;

import io.twinpath.rest.AnsweredRequest;
import io.twinpath.rest.Problem;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLException;
import org.glassfish.grizzly.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The requests and answers of one connection, strictly one after the other: while a request is answered, the next ones wait
 * unread. It holds no thread, and whatever state it is in ends at a deadline.
 */
final class Conversation {
    private enum State {
        HANDSHAKING,
        IDLE,
        READING,
        WORKING,
        WRITING,
        ENDING,
        CLOSED
    }

    /** Requests that came ahead of their turn are read up to here, and left in the socket from there on. */
    private static final int MAX_AHEAD_BYTES = 8 * 1024;

    /** An answer could be lost if its connection was closed over what is still arriving (RFC 9112, section 9.6). */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private static final int UNAVAILABLE = 503;

    private static final Duration JUST_BEGUN = Duration.ofMillis(100);

    private final Line line;
    private final Rules rules;
    private final Seal seal;
    private final RequestReader reader = new RequestReader();
    private State state = State.IDLE;
    private volatile long deadline;
    private long entered;
    private long begun;
    private @Nullable Turn turn;
    private boolean unserved;
    private boolean serving;
    private boolean last;

    Conversation(Line line, Rules rules) {
        this.line = line;
        this.rules = rules;
        this.seal = rules.seal();
        if (rules.tls() == null) {
            enter(State.IDLE, rules.limits().idle());
        } else {
            enter(State.HANDSHAKING, rules.limits().read());
        }
    }

    InetAddress peer() {
        return line.peer();
    }

    void received(Buffer bytes) {
        locked(() -> {
            if (state != State.ENDING && state != State.CLOSED) {
                proceed(seal.open(bytes, reader, line));
            }
        });
    }

    void written() {
        locked(() -> {
            if (state != State.WRITING) {
                return;
            }
            line.resume();
            if (last) {
                enter(State.ENDING, LINGER);
                line.shutDownOutput();
            } else {
                enter(State.IDLE, rules.limits().idle());
                advance();
            }
        });
    }

    synchronized boolean isAt(Turn which) {
        return turn == which;
    }

    synchronized void closed() {
        state = State.CLOSED;
        turn = null;
    }

    /** Ends what has lasted too long. */
    void expire(long now) {
        if (now - deadline >= 0) {
            locked(() -> expired(now));
        }
    }

    /** Ends it between two requests; a new one may have its first request on the way. */
    synchronized void closeIfIdle() {
        if ((state == State.IDLE || state == State.HANDSHAKING) && System.nanoTime() - entered > JUST_BEGUN.toNanos()) {
            end();
        }
    }

    /** At once, whatever it is at. */
    void cut() {
        line.close();
    }

    private void expired(long now) {
        if (now - deadline < 0) {
            return;
        }
        if (state == State.WORKING && turn != null) {
            Turn late = turn;
            Problem problem = late.request().isSafe() ? Problem.OVERLOADED : Problem.OUTCOME_UNKNOWN;
            late.answer(Answer.of(problem));
        } else if (state == State.READING && reader.hasRequestLine()) {
            refuse(Problem.REQUEST_TIMEOUT);
        } else if (state == State.IDLE || state == State.READING) {
            end();
        } else {
            line.close();
        }
    }

    private void proceed(Seal.Progress progress) {
        switch (progress) {
            case HANDSHAKING -> {}
            case WORKING -> compute();
            case OPEN, PARTLY_OPEN -> {
                if (state == State.HANDSHAKING) {
                    enter(State.IDLE, rules.limits().idle());
                }
                advance();
                if (state == State.IDLE && progress == Seal.Progress.PARTLY_OPEN) {
                    begin();
                }
                if (state != State.IDLE && state != State.READING && reader.size() > MAX_AHEAD_BYTES) {
                    line.pause();
                }
            }
            case BROKEN -> {
                if (state != State.WRITING || !last) {
                    end();
                }
            }
        }
    }

    /** On another thread, for a signature takes longer than all else that is done on this one. */
    private void compute() {
        line.pause();
        if (!seal.work(this::computed)) {
            line.close();
        }
    }

    private void computed() {
        locked(() -> {
            if (state == State.HANDSHAKING) {
                line.resume();
                proceed(seal.resume(reader, line));
            }
        });
    }

    private void advance() {
        if ((state != State.IDLE && state != State.READING) || reader.size() == 0) {
            return;
        }
        if (state == State.IDLE) {
            begin();
        }
        try {
            Request request = reader.next();
            if (request != null) {
                turn = new Turn(this, request, System.nanoTime());
                unserved = true;
                enter(State.WORKING, rules.limits().work());
            } else if (reader.takeExpectation()) {
                sayContinue();
            }
        } catch (Refused refused) {
            refuse(refused.problem());
        }
    }

    /** A request that the step has come to is served without the lock, for whoever serves it may answer other conversations. */
    private void locked(Runnable step) {
        boolean found;
        synchronized (this) {
            step.run();
            found = unserved;
        }
        if (found && !Thread.holdsLock(this) && beginServing()) {
            serve();
        }
    }

    private synchronized boolean beginServing() {
        boolean begins = unserved && !serving;
        serving |= begins;
        return begins;
    }

    /** In a loop, for an answer may be written before it returns and another request be there already. */
    private void serve() {
        try {
            for (Turn each = takeUnserved(); each != null; each = takeUnserved()) {
                rules.handler().handle(each);
            }
        } catch (RuntimeException | Error defect) {
            line.close(); // nobody would ever answer
            throw defect;
        }
    }

    private synchronized @Nullable Turn takeUnserved() {
        Turn taken = unserved ? turn : null;
        unserved = false;
        serving = taken != null;
        return taken;
    }

    private void begin() {
        begun = System.nanoTime();
        enter(State.READING, rules.limits().read());
    }

    private void sayContinue() {
        try {
            line.write(seal.seal(Answer.CONTINUE));
        } catch (SSLException e) {
            line.close();
        }
    }

    private void refuse(Problem problem) {
        Answer answer = Answer.of(problem);
        write(answer.encoded(false, true, rules.manners().toNobody()), true);
        rules.observers()
                .tell(AnsweredRequest.unmatched(
                        reader.method(), answer.status(), Duration.ofNanos(System.nanoTime() - begun)));
    }

    void answer(Turn which, Answer answer) {
        locked(() -> answered(which, answer));
    }

    private void answered(Turn which, Answer answer) {
        if (turn != which) {
            return;
        }
        turn = null;
        // who sends on into an overload would be refused all the more often, which others would have to wait for
        boolean refusedMore = answer.status() == UNAVAILABLE && reader.size() > 0;
        Request request = which.request();
        boolean ends = !request.persistent() || rules.ending().getAsBoolean() || refusedMore;
        write(
                answer.encoded(
                        request.method().equals("HEAD"), ends, rules.manners().to(request)),
                ends);
    }

    private void write(byte[] bytes, boolean ends) {
        last = ends;
        enter(State.WRITING, rules.limits().write());
        try {
            byte[] sealed = seal.seal(bytes);
            line.writeAnswer(ends ? joined(sealed, seal.farewell()) : sealed, this);
        } catch (SSLException e) {
            line.close();
        }
    }

    /** Says so first, where the other side has to be told. */
    private void end() {
        turn = null;
        byte[] farewell = seal.farewell();
        if (farewell.length == 0) {
            line.close();
        } else {
            last = true;
            enter(State.WRITING, rules.limits().write());
            line.writeAnswer(farewell, this);
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        if (second.length == 0) {
            return first;
        }
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private void enter(State next, Duration limit) {
        state = next;
        entered = System.nanoTime();
        deadline = entered + limit.toNanos();
    }
}
