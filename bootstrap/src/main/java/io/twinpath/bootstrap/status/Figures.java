package io.twinpath.bootstrap.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Figures as people read them; what is not known is a dash. */
final class Figures {
    private static final String UNKNOWN = "-";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private Figures() {}

    static String rate(OptionalDouble perSecond) {
        return perSecond.isEmpty() ? UNKNOWN : String.format(Locale.ROOT, "%.1f", perSecond.getAsDouble());
    }

    static String seconds(double seconds) {
        return seconds < 1
                ? String.format(Locale.ROOT, "%.1f ms", seconds * 1000)
                : String.format(Locale.ROOT, "%.2f s", seconds);
    }

    static String seconds(JsonNode value) {
        return value.isNumber() ? seconds(value.doubleValue()) : UNKNOWN;
    }

    static String count(JsonNode value) {
        return value.isNumber() ? Long.toString(value.longValue()) : UNKNOWN;
    }

    static String text(JsonNode value) {
        return value.isTextual() ? value.textValue() : UNKNOWN;
    }

    static String time(Instant time) {
        return TIME.format(time);
    }

    static Optional<Instant> time(JsonNode value) {
        try {
            return value.isTextual() ? Optional.of(Instant.parse(value.textValue())) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600 ? seconds / 60 + " min" : seconds / 3600 + " h " + seconds / 60 % 60 + " min";
    }
}
