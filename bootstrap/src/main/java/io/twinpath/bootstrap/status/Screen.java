package io.twinpath.bootstrap.status;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;

/** A terminal's second screen, drawn over without flicker; the first is as it was when this one is closed. */
public final class Screen implements Consumer<List<String>>, AutoCloseable {
    private static final String OPEN = "\u001b[?1049h\u001b[?25l";
    private static final String CLOSE = "\u001b[?25h\u001b[?1049l";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";

    private final PrintWriter out;
    private boolean open = true;

    public Screen(PrintWriter out) {
        this.out = out;
        print(OPEN);
    }

    @Override
    public synchronized void accept(List<String> lines) {
        if (open) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < lines.size(); i++) {
                // to its place, for a line break in the last row would scroll
                text.append("\u001b[")
                        .append(i + 1)
                        .append(";1H")
                        .append(lines.get(i))
                        .append(REST_OF_LINE);
            }
            print(text + REST_OF_SCREEN);
        }
    }

    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            print(CLOSE);
        }
    }

    private void print(String text) {
        out.print(text);
        out.flush();
    }
}
