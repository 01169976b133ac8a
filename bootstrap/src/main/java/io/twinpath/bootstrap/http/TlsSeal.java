package io.twinpath.bootstrap.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.glassfish.grizzly.Buffer;

/** TLS by Java's own engine. Between records it holds no bytes. */
final class TlsSeal implements Seal {
    /** Tickets and answers to changes of keys, in a connection's life: who asks for more of them has something else in mind. */
    private static final int MAX_LATER_MESSAGES = 32;

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    /** More than any record takes. */
    private static final ThreadLocal<byte[]> SCRATCH = ThreadLocal.withInitial(() -> new byte[48 * 1024]);

    private final SSLEngine engine;
    private final Executor threads;
    private ByteBuffer sealed = NOTHING;
    private boolean established;
    private boolean working;
    private int laterMessages;

    /** @param threads do the work; they reject what would have to wait for too long */
    TlsSeal(SSLEngine engine, Executor threads) {
        this.engine = engine;
        this.threads = threads;
    }

    @Override
    public Progress open(Buffer arrived, RequestReader to, Line line) {
        ByteBuffer all = ByteBuffer.allocate(sealed.remaining() + arrived.remaining());
        sealed = all.put(sealed).put(arrived.toByteBuffer()).flip();
        return working ? Progress.HANDSHAKING : resume(to, line);
    }

    @Override
    public Progress resume(RequestReader to, Line line) {
        working = false;
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        try {
            return open(to, reply);
        } catch (SSLException | RuntimeException broken) { // by a stranger's bytes, which end this connection alone
            return Progress.BROKEN;
        } finally {
            sealed = sealed.hasRemaining() ? sealed : NOTHING;
            if (reply.size() > 0) {
                line.write(reply.toByteArray());
            }
        }
    }

    @Override
    public boolean work(Runnable then) {
        try {
            threads.execute(() -> {
                for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
                    task.run();
                }
                then.run();
            });
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    @Override
    public byte[] seal(byte[] bytes) throws SSLException {
        ByteBuffer plain = ByteBuffer.wrap(bytes);
        ByteArrayOutputStream to = new ByteArrayOutputStream(bytes.length + 256);
        while (plain.hasRemaining()) {
            if (wrap(plain, to).bytesProduced() == 0) {
                throw new SSLException("closed");
            }
        }
        return to.toByteArray();
    }

    @Override
    public byte[] farewell() {
        ByteArrayOutputStream to = new ByteArrayOutputStream();
        try {
            engine.closeOutbound();
            while (!engine.isOutboundDone() && wrap(NOTHING, to).bytesProduced() > 0) {
                // an alert at most, and what stood before it
            }
        } catch (SSLException broken) {
            // there is nothing left to say
        }
        return to.toByteArray();
    }

    private Progress open(RequestReader to, ByteArrayOutputStream reply) throws SSLException {
        while (true) {
            HandshakeStatus next = engine.getHandshakeStatus();
            if (next == HandshakeStatus.NEED_TASK) {
                working = true;
                check(!established); // one handshake is enough, and each costs the same
                return Progress.WORKING;
            }
            if (next == HandshakeStatus.NEED_WRAP) {
                check(!established || ++laterMessages <= MAX_LATER_MESSAGES);
                note(wrap(NOTHING, reply));
                continue;
            }
            ByteBuffer plain = ByteBuffer.wrap(SCRATCH.get());
            SSLEngineResult result = engine.unwrap(sealed, plain);
            to.append(plain.flip());
            switch (result.getStatus()) {
                case OK -> {
                    check(result.bytesConsumed() > 0 || engine.getHandshakeStatus() != next);
                    note(result);
                }
                case BUFFER_UNDERFLOW -> {
                    return progress();
                }
                default -> {
                    return Progress.BROKEN;
                }
            }
        }
    }

    private Progress progress() {
        if (!established) {
            return Progress.HANDSHAKING;
        }
        return sealed.hasRemaining() ? Progress.PARTLY_OPEN : Progress.OPEN;
    }

    private void note(SSLEngineResult result) throws SSLException {
        check(result.getStatus() == SSLEngineResult.Status.OK);
        established |= result.getHandshakeStatus() == HandshakeStatus.FINISHED;
    }

    private SSLEngineResult wrap(ByteBuffer plain, ByteArrayOutputStream to) throws SSLException {
        byte[] scratch = SCRATCH.get();
        SSLEngineResult result = engine.wrap(plain, ByteBuffer.wrap(scratch));
        to.write(scratch, 0, result.bytesProduced());
        return result;
    }

    private static void check(boolean sound) throws SSLException {
        if (!sound) {
            throw new SSLException("refused");
        }
    }
}
