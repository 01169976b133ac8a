package io.twinpath.bootstrap.http;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The time for a {@code Date} header (RFC 9110, section 5.6.7), made once a second. */
final class HttpDate {
    private record Made(long second, String text) {}

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final Clock clock = Clock.systemUTC();

    private static volatile Made latest = new Made(-1, "");

    private HttpDate() {}

    static String now() {
        Made made = latest;
        long second = clock.millis() / 1000;
        if (made.second() != second) {
            made = new Made(second, FORM.format(clock.instant()));
            latest = made;
        }
        return made.text();
    }
}
