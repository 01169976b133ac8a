package io.twinpath.domain.settings;

import io.twinpath.domain.InvalidValue;
import java.time.ZoneId;
import java.util.Set;

/** A name from the IANA time zone database: {@code Europe/Berlin}; no bare offsets. */
public record TimeZoneName(String value) {
    private static final Set<String> KNOWN = Set.copyOf(ZoneId.getAvailableZoneIds());

    public TimeZoneName {
        if (!KNOWN.contains(value)) {
            throw new InvalidValue("timezone", "must be an IANA time zone name, such as Europe/Berlin");
        }
    }

    public static TimeZoneName of(String raw) {
        return new TimeZoneName(raw);
    }

    @Override
    public String toString() {
        return value;
    }
}
