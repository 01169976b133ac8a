package io.twinpath.bootstrap.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant. */
final class Nearest {
    private Nearest() {}

    /** The known name that is most like the wanted one. */
    static String to(String wanted, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt(
                        each -> distance(wanted.toLowerCase(Locale.ROOT), each.toLowerCase(Locale.ROOT))))
                .orElseThrow();
    }

    /** The same, unless it takes a guess: two slips at the most, and fewer in a short name. */
    static Optional<String> close(String wanted, Collection<String> known) {
        String nearest = to(wanted, known);
        int slips = distance(wanted.toLowerCase(Locale.ROOT), nearest.toLowerCase(Locale.ROOT));
        return slips <= Math.min(2, wanted.length() / 2) ? Optional.of(nearest) : Optional.empty();
    }

    /** Levenshtein's: how many characters to insert, delete or replace. */
    private static int distance(String wanted, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= wanted.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int replaced = diagonal + (wanted.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
