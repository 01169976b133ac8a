package io.twinpath.bootstrap.history;

import java.util.regex.Pattern;

/** What is read and written, and the field of it that tells one write from every other. */
public enum Resource {
    SETTINGS("/api/v1/settings", "locale", "user_settings", "user_id"),
    PROFILE("/api/v1/profile", "full_name", "users", "id");

    public final String path;
    final String marker;
    final String table;
    final String user;

    /** The marker in a body. */
    final Pattern field;

    Resource(String path, String marker, String table, String user) {
        this.path = path;
        this.marker = marker;
        this.table = table;
        this.user = user;
        this.field = Pattern.compile("\"" + marker + "\":\"([^\"]*)\"");
    }
}
