package io.twinpath.persistence.sync;

import io.twinpath.application.datapath.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Stands between a client and PostgreSQL, understands what they say (protocol 3; PostgreSQL documentation, chapter 55), and
 * breaks single executions, connections, or all of it on demand. An encrypted connection is forwarded unread, so no
 * execution of it is struck.
 */
public final class PostgresProxy implements AutoCloseable {
    private enum Mode {
        FORWARD,
        CUT,
        BLACK_HOLE
    }

    private static final int BACKLOG = 200;

    private final DatabaseAddress target;
    private final InetSocketAddress here;
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong roundTrips = new AtomicLong();
    private final Map<Fault, LongAdder> injected =
            Arrays.stream(Fault.values()).collect(Collectors.toMap(Function.identity(), fault -> new LongAdder()));
    private volatile Mode mode = Mode.FORWARD;
    private volatile FaultPlan plan = FaultPlan.none();
    private volatile Duration delay = Duration.ofMillis(900);
    private ServerSocket listener;
    private Thread acceptor;
    private Socket reservation = new Socket();

    public PostgresProxy(DatabaseAddress target) {
        this(target, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    /** One that listens there. */
    public PostgresProxy(DatabaseAddress target, InetSocketAddress at) {
        this.target = target;
        this.listener = listen(at);
        this.here = (InetSocketAddress) listener.getLocalSocketAddress();
        this.acceptor = accept(listener);
    }

    /** The same database by way of this proxy. */
    public DatabaseAddress address() {
        return target.at(new DatabaseAddress.Host(here.getAddress().getHostAddress(), here.getPort()));
    }

    /** Chooses for each execution from now on, in place of the plan before. */
    public void faults(FaultPlan next) {
        plan = next;
    }

    /** The fault for the next execution of such SQL, and for no other, in place of the plan before. */
    public void once(Predicate<String> sql, Fault fault) {
        faults(FaultPlan.once(sql, fault));
    }

    /** How long {@link Fault#DELAY} takes: 900 ms unless set, which is longer than an attempt of the service. */
    public void delay(Duration length) {
        delay = length;
    }

    /** How many executions were struck by it so far, counted as they are chosen; NONE counts those left alone. */
    public long injected(Fault fault) {
        return injected.get(fault).sum();
    }

    /**
     * Listens no more, so that the system itself refuses new connections (ECONNREFUSED); those there are stay. The port
     * stays bound, and is listened to again after {@link #heal()}.
     */
    public synchronized void refuse() {
        if (!listener.isClosed()) {
            closeQuietly(listener);
            join(acceptor); // which holds the port as long as it waits
            reservation = reserve(here);
        }
    }

    /** Closes every connection, and each new one as soon as it is made. */
    public void cut() {
        mode = Mode.CUT;
        closeAll();
    }

    /** Resets every connection (RST); new ones work. */
    public void reset() {
        connections.forEach(ProxiedConnection::abort);
    }

    /** Swallows from now on what the connections of now say, as a firewall does that forgot them; new ones work. */
    public void forgetFlows() {
        connections.forEach(ProxiedConnection::forget);
    }

    /** Swallows every byte both ways and keeps all connections open, as a firewall does that drops packets. */
    public void blackHole() {
        mode = Mode.BLACK_HOLE;
    }

    /** Accepts and forwards again; connections that lost bytes are closed. The plan of faults stays. */
    public synchronized void heal() {
        boolean lossy = mode == Mode.BLACK_HOLE;
        mode = Mode.FORWARD;
        connections.stream().filter(each -> lossy || each.isForgotten()).forEach(ProxiedConnection::close);
        if (listener.isClosed()) {
            listener = listen(here);
            closeQuietly(reservation);
            acceptor = accept(listener);
        }
    }

    /** How many connections were made to this proxy, whatever became of them. */
    public long accepted() {
        return accepted.get();
    }

    /** How often the server said that it is ready for a query: once as a connection is made, and once for each query. */
    public long roundTrips() {
        return roundTrips.get();
    }

    @Override
    public synchronized void close() {
        closeQuietly(listener);
        closeQuietly(reservation);
        cut();
    }

    Fault choose(String sql) {
        Fault fault = plan.next(sql);
        injected.get(fault).increment();
        return fault;
    }

    Duration delay() {
        return delay;
    }

    /** Whether bytes are to be dropped; whoever heals the proxy closes the connection that they are missing from. */
    boolean swallows() {
        return mode == Mode.BLACK_HOLE;
    }

    void countRoundTrip() {
        roundTrips.incrementAndGet();
    }

    void forget(ProxiedConnection connection) {
        connections.remove(connection);
    }

    Thread start(String task, Runnable work) {
        Thread thread = new Thread(work, "postgres-proxy-" + here.getPort() + "-" + task);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // it is gone either way
        }
    }

    private Thread accept(ServerSocket from) {
        return start("accept", () -> {
            while (!from.isClosed()) {
                try {
                    open(new ProxiedConnection(this, from.accept()));
                } catch (IOException e) {
                    // closed, or a client that went away before it was accepted
                }
            }
        });
    }

    private void open(ProxiedConnection connection) {
        accepted.incrementAndGet();
        connections.add(connection);
        if (mode == Mode.CUT) {
            connection.close();
        } else {
            start("requests", () -> connection.serve(target.host()));
        }
    }

    private void closeAll() {
        connections.forEach(ProxiedConnection::close);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ServerSocket listen(InetSocketAddress address) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(address, BACKLOG);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Bound without listening: nobody else is given the port, and whoever connects to it is refused. */
    private static Socket reserve(InetSocketAddress address) {
        try {
            Socket socket = new Socket();
            socket.setReuseAddress(true);
            socket.bind(address);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
