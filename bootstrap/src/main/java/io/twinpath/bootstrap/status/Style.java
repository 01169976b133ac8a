package io.twinpath.bootstrap.status;

/** Colours, where the reader is a terminal. */
enum Style {
    PLAIN(""),
    BOLD("1"),
    GOOD("32"),
    ODD("33"),
    BAD("31;1");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String paint(String text, boolean colours) {
        return colours && !code.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
