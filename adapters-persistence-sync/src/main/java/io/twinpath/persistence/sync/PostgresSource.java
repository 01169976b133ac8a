package io.twinpath.persistence.sync;

import io.twinpath.application.datapath.DatabaseAddress;
import org.postgresql.ds.PGSimpleDataSource;

/** pgjdbc told in typed options where the database is; never by a URL, which it would read in its own way. */
final class PostgresSource {
    private static final int CONNECT_SECONDS = 2;
    static final int LOGIN_SECONDS = 3;

    private PostgresSource() {}

    static PGSimpleDataSource of(DatabaseAddress address, String applicationName) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {address.host()});
        source.setPortNumbers(new int[] {address.port()});
        source.setDatabaseName(address.database());
        source.setUser(address.user());
        source.setPassword(address.password());
        source.setApplicationName(applicationName);
        source.setSslMode("disable");
        source.setConnectTimeout(CONNECT_SECONDS);
        source.setLoginTimeout(LOGIN_SECONDS);
        source.setTcpKeepAlive(true);
        source.setLogServerErrorDetail(false);
        return source;
    }
}
