package io.twinpath.bootstrap.status;

/** A value in a row. */
record Cell(String text, Style style) {
    static final Cell UNKNOWN = plain("-");

    static Cell plain(String text) {
        return new Cell(text, Style.PLAIN);
    }
}
