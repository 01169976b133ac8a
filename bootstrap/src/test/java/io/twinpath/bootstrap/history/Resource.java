package io.twinpath.bootstrap.history;

import java.util.regex.Pattern;

/** What is read and written, and the field of it that tells one write from every other. */
public enum Resource {
    SETTINGS("/api/v1/settings", "locale", "settings_version"),
    PROFILE("/api/v1/profile", "full_name", "version");

    public final String path;
    final String marker;
    final String version;

    /** The marker in a body. */
    final Pattern field;

    Resource(String path, String marker, String version) {
        this.path = path;
        this.marker = marker;
        this.version = version;
        this.field = Pattern.compile("\"" + marker + "\":\"([^\"]*)\"");
    }
}
