package io.twinpath.persistence.sync;

import io.twinpath.application.datapath.DatabaseAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Stands between a path and PostgreSQL, breaks it on demand, and counts the server's round trips. */
public final class TcpProxy implements AutoCloseable {
    private enum Mode {
        FORWARD,
        CUT,
        BLACK_HOLE
    }

    private final DatabaseAddress target;
    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicLong roundTrips = new AtomicLong();
    private volatile Mode mode = Mode.FORWARD;

    public TcpProxy(DatabaseAddress target) {
        this.target = target;
        try {
            this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    /** The same database by way of this proxy. */
    public DatabaseAddress address() {
        return target.at(new DatabaseAddress.Host(server.getInetAddress().getHostAddress(), server.getLocalPort()));
    }

    /** Closes every connection, and each new one as soon as it is made. */
    public void cut() {
        mode = Mode.CUT;
        closeAll();
    }

    /** Swallows every byte both ways and keeps all connections open, as a firewall does that drops packets. */
    public void blackHole() {
        mode = Mode.BLACK_HOLE;
    }

    /** Forwards again; connections that lost bytes are closed. */
    public void heal() {
        if (mode == Mode.BLACK_HOLE) {
            closeAll();
        }
        mode = Mode.FORWARD;
    }

    /** How often the server said that it is ready for a query: once as a connection is made, and once for each query. */
    public long roundTrips() {
        return roundTrips.get();
    }

    @Override
    public void close() {
        closeQuietly(server);
        closeAll();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                sockets.add(client);
                if (mode == Mode.CUT) {
                    close(client);
                } else {
                    start(() -> connect(client));
                }
            } catch (IOException e) {
                // closed, or a client that went away before it was accepted
            }
        }
    }

    private void connect(Socket client) {
        try {
            Socket upstream = new Socket(target.host().name(), target.host().port());
            sockets.add(upstream);
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            start(() -> pump(client, upstream, (bytes, size) -> {}));
            pump(upstream, client, new ReadyForQueryCounter(roundTrips));
        } catch (IOException e) {
            close(client);
        }
    }

    private void pump(Socket from, Socket to, Watcher watcher) {
        byte[] buffer = new byte[16 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (mode == Mode.FORWARD) {
                    watcher.see(buffer, read);
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // one side is gone, and so goes the other
        }
        close(from);
        close(to);
    }

    private void closeAll() {
        sockets.forEach(this::close);
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        closeQuietly(socket);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // it is gone either way
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "tcp-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private interface Watcher {
        void see(byte[] bytes, int size);
    }

    /** Reads the frames of the server's messages: a type, a length of four bytes which counts itself, a body. */
    private static final class ReadyForQueryCounter implements Watcher {
        private final AtomicLong count;
        private int headerBytes;
        private long length;
        private long bodyLeft;

        ReadyForQueryCounter(AtomicLong count) {
            this.count = count;
        }

        @Override
        public void see(byte[] bytes, int size) {
            for (int i = 0; i < size; i++) {
                if (bodyLeft > 0) {
                    long skipped = Math.min(bodyLeft, size - i);
                    bodyLeft -= skipped;
                    i += (int) skipped - 1;
                } else if (headerBytes == 0) {
                    if (bytes[i] == 'Z') {
                        count.incrementAndGet();
                    }
                    headerBytes = 1;
                    length = 0;
                } else {
                    length = (length << 8) | (bytes[i] & 0xff);
                    headerBytes++;
                    if (headerBytes == 5) {
                        headerBytes = 0;
                        bodyLeft = length - 4;
                    }
                }
            }
        }
    }
}
