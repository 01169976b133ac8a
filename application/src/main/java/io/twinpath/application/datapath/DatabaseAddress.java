package io.twinpath.application.datapath;

/**
 * Where a data path finds its PostgreSQL and as whom: the one typed value that both drivers are fed from. It prints
 * without the password.
 *
 * @param port 1 to 65535
 * @param password in the clear, empty for none
 */
public record DatabaseAddress(String host, int port, String database, String user, String password) {
    @Override
    public String toString() {
        return "postgresql://" + user + "@" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port + "/"
                + database;
    }
}
