package io.twinpath.application.datapath;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where a data path finds its PostgreSQL and as whom: the one typed value that both drivers are fed from. It prints
 * without the password.
 *
 * @param hosts tried in this order; at least one
 * @param writable whether a server that is read-only is passed over
 * @param password in the clear, empty for none
 * @param connectTimeout of TCP, for each host
 * @param applicationName what the path's own name is appended to
 * @param settings of the session, by the server's names for them: {@code search_path}
 */
public record DatabaseAddress(
        List<Host> hosts,
        boolean writable,
        String database,
        String user,
        String password,
        Tls tls,
        Duration connectTimeout,
        Optional<String> applicationName,
        Map<String, String> settings) {
    public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
    private static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(1);

    /**
     * One server.
     *
     * @param port 1 to 65535
     */
    public record Host(String name, int port) {
        boolean isLoopback() {
            return name.equalsIgnoreCase("localhost") || name.matches("127(\\.\\d{1,3}){3}") || isLoopbackIpv6();
        }

        /** What has a colon and stands in brackets is read here, and never asked of a name server. */
        private boolean isLoopbackIpv6() {
            try {
                return name.contains(":")
                        && InetAddress.getByName("[" + name + "]").isLoopbackAddress();
            } catch (UnknownHostException e) {
                return false;
            }
        }

        @Override
        public String toString() {
            return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
        }
    }

    public DatabaseAddress {
        hosts = List.copyOf(hosts);
        settings = Map.copyOf(settings);
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("an address needs a host");
        }
    }

    /** One host, in plain text. */
    public DatabaseAddress(String host, int port, String database, String user, String password) {
        this(
                List.of(new Host(host, port)),
                false,
                database,
                user,
                password,
                Tls.DISABLED,
                CONNECT_TIMEOUT,
                Optional.empty(),
                Map.of());
    }

    /** The same database by way of another host. */
    public DatabaseAddress at(Host other) {
        return at(List.of(other));
    }

    public DatabaseAddress at(List<Host> others) {
        return new DatabaseAddress(
                others, writable, database, user, password, tls, connectTimeout, applicationName, settings);
    }

    /** The same database as somebody else. */
    public DatabaseAddress as(String otherUser, String otherPassword) {
        return new DatabaseAddress(
                hosts, writable, database, otherUser, otherPassword, tls, connectTimeout, applicationName, settings);
    }

    /** The same database with another kind of encryption. */
    public DatabaseAddress with(Tls other) {
        return new DatabaseAddress(
                hosts, writable, database, user, password, other, connectTimeout, applicationName, settings);
    }

    /** The first host; most addresses have no other. */
    public Host host() {
        return hosts.get(0);
    }

    /** For a whole connection: TCP to every host in turn, then TLS and log-in. */
    public Duration connectionTimeout() {
        return connectTimeout.multipliedBy(hosts.size()).plus(LOGIN_TIMEOUT);
    }

    /** Whether a password or a profile may cross a network for everyone to read. */
    public boolean mayCrossNetworkInPlainText() {
        return tls.mode().allowsPlainText() && !hosts.stream().allMatch(Host::isLoopback);
    }

    /** The path's name in {@code pg_stat_activity}: its own, after what the address says. */
    public String applicationName(String path) {
        return applicationName.map(name -> name + "-").orElse("") + path;
    }

    @Override
    public String toString() {
        return "postgresql://" + user + "@" + hosts.stream().map(Host::toString).collect(Collectors.joining(",")) + "/"
                + database + details();
    }

    private String details() {
        StringBuilder details = new StringBuilder();
        if (tls.mode() != Tls.Mode.DISABLE) {
            details.append(" sslmode=").append(tls.mode().code());
        }
        tls.rootCert().ifPresent(file -> details.append(" sslrootcert=").append(file));
        tls.cert().ifPresent(file -> details.append(" sslcert=").append(file));
        tls.key().ifPresent(file -> details.append(" sslkey=").append(file));
        if (writable) {
            details.append(" target_session_attrs=read-write");
        }
        if (!connectTimeout.equals(CONNECT_TIMEOUT)) {
            details.append(" connect_timeout=").append(connectTimeout.toSeconds());
        }
        applicationName.ifPresent(name -> details.append(" application_name=").append(name));
        new TreeMap<>(settings)
                .forEach((name, value) ->
                        details.append(' ').append(name).append('=').append(value));
        return details.toString();
    }
}
