package io.twinpath.persistence.sync;

import io.twinpath.application.datapath.DatabaseAddress;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A client and its server: one thread for what the first asks, and one for what the second answers. */
final class ProxiedConnection {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_ENCRYPTION_REQUEST = 80877104;

    private final PostgresProxy proxy;
    private final Socket client;
    private final Socket upstream = new Socket();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Queue<Round> unanswered = new ConcurrentLinkedQueue<>();
    private volatile boolean clientGone;
    private volatile boolean forgotten;

    /** Forwards till it fails, as it does at the end of what it reads. */
    private interface Pump {
        void run() throws IOException;
    }

    ProxiedConnection(PostgresProxy proxy, Socket client) {
        this.proxy = proxy;
        this.client = client;
    }

    /** Lasts till the client asks no more. */
    void serve(DatabaseAddress.Host server) {
        try {
            upstream.connect(new InetSocketAddress(server.name(), server.port()));
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            DataInputStream asked = buffered(client);
            DataInputStream answered = buffered(upstream);
            OutputStream toClient = client.getOutputStream();
            OutputStream toServer = upstream.getOutputStream();
            if (agreeOnPlainText(asked, toServer, answered, toClient)) {
                unanswered.add(new Round()); // the log-in
                proxy.start("answers", () -> answers(() -> new Answers(proxy, this, answered, toClient).pump()));
                requests(() -> new Requests(proxy, this, asked, toServer).pump());
            } else {
                proxy.start("answers", () -> answers(() -> copy(answered, toClient)));
                requests(() -> copy(asked, toServer));
            }
        } catch (IOException e) {
            close();
        }
    }

    /** What is asked in this round follows. */
    void await(Round round) {
        unanswered.add(round);
    }

    /** The oldest round that is not answered; an idle one when the server speaks unasked. */
    Round current() {
        Round round = unanswered.peek();
        return round == null ? new Round() : round;
    }

    void answered() {
        unanswered.poll();
        endWithClient();
    }

    /** Waits, and tells whether the connection is still open after that. */
    boolean outlives(Duration delay) {
        try {
            return !closed.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void reset() throws IOException {
        client.setSoLinger(true, 0);
        close();
    }

    /** From without, where nobody is to be told of a failure. */
    void abort() {
        try {
            reset();
        } catch (IOException e) {
            close();
        }
    }

    void forget() {
        forgotten = true;
    }

    boolean isForgotten() {
        return forgotten;
    }

    /** Whether bytes of this connection are to be dropped. */
    boolean swallows() {
        return forgotten || proxy.swallows();
    }

    void close() {
        proxy.forget(this);
        closed.countDown();
        PostgresProxy.closeQuietly(client);
        PostgresProxy.closeQuietly(upstream);
    }

    /** Byte by byte or as a whole. */
    static void write(ByteArrayOutputStream bytes, OutputStream out, boolean sliced) throws IOException {
        if (sliced) {
            for (byte each : bytes.toByteArray()) {
                out.write(each);
            }
        } else {
            bytes.writeTo(out);
        }
        bytes.reset();
    }

    private void requests(Pump pump) {
        try {
            pump.run();
        } catch (IOException e) {
            clientGone = true;
            endWithClient();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void answers(Pump pump) {
        try {
            pump.run();
        } catch (IOException e) {
            // the server ended it
        } finally {
            close();
        }
    }

    /** The server is told that nothing more comes, finishes, and closes, which ends the connection. */
    private void endWithClient() {
        if (clientGone && unanswered.stream().noneMatch(Round::isOwed) && !upstream.isOutputShutdown()) {
            try {
                upstream.shutdownOutput();
            } catch (IOException e) {
                close();
            }
        }
    }

    /** Forwards what comes before the log-in, and the server's answer of one byte to a wish for encryption. */
    private boolean agreeOnPlainText(
            DataInputStream asked, OutputStream toServer, DataInputStream answered, OutputStream toClient)
            throws IOException {
        while (true) {
            asked.mark(1);
            if (asked.read() != 0) { // a length is shorter; TLS without asking begins with 0x16
                asked.reset();
                return false;
            }
            asked.reset();
            int length = asked.readInt();
            byte[] body = new byte[length - Integer.BYTES];
            asked.readFully(body);
            if (swallows()) {
                continue;
            }
            toServer.write(ByteBuffer.allocate(length).putInt(length).put(body).array());
            int code = ByteBuffer.wrap(body).getInt();
            if (code != SSL_REQUEST && code != GSS_ENCRYPTION_REQUEST) {
                return true;
            }
            int answer = answered.read();
            if (swallows()) {
                continue;
            }
            toClient.write(answer);
            if (answer != 'N') {
                return false;
            }
        }
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[16 * 1024];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (!swallows()) {
                out.write(buffer, 0, read);
            }
        }
        throw new EOFException();
    }

    private static DataInputStream buffered(Socket socket) throws IOException {
        return new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }
}
