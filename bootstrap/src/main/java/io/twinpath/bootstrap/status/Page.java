package io.twinpath.bootstrap.status;

import io.twinpath.bootstrap.log.Escaped;
import java.util.ArrayList;
import java.util.List;

/** Lines of at most 80 columns in which no value can command the terminal. */
final class Page {
    private static final int WIDTH = 80;
    private static final int LABEL = 28;

    private final boolean colours;
    private final List<String> lines = new ArrayList<>();

    Page(boolean colours) {
        this.colours = colours;
    }

    List<String> lines() {
        return lines;
    }

    void line(Style style, String text) {
        lines.add(style.paint(cut(text, WIDTH), colours));
    }

    /** The second text at the right margin. */
    void line(Style style, String text, String atRight) {
        int room = WIDTH - atRight.length();
        lines.add(style.paint(pad(cut(text, room - 1), room) + atRight, colours));
    }

    /** The label in as many columns as a row has for it. */
    void fact(Style style, String label, String text) {
        line(style, pad(label, LABEL / 2) + text);
    }

    /** The cells in equal columns, at the right of each. */
    void row(Style style, String label, List<Cell> cells) {
        int width = (WIDTH - LABEL) / cells.size();
        StringBuilder row = new StringBuilder(style.paint(pad(cut(label, LABEL), LABEL), colours));
        for (Cell each : cells) {
            String text = cut(each.text(), width - 1);
            row.append(" ".repeat(width - text.length()))
                    .append((each.style() == Style.PLAIN ? style : each.style()).paint(text, colours));
        }
        lines.add(row.toString());
    }

    private static String cut(String raw, int width) {
        String text = Escaped.text(raw);
        return text.length() <= width ? text : text.substring(0, width - 3) + "...";
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
