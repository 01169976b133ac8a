package io.twinpath.bootstrap.log;

/** Text without what could end a line, command a terminal or turn the writing around. */
public final class Escaped {
    private Escaped() {}

    /** The same text, where such a character is {@code \n}, {@code \r}, {@code \t} or its code as in {@code \}{@code u001b}. */
    public static String text(String raw) {
        return raw.codePoints().anyMatch(Escaped::isUnsafe) ? escape(raw) : raw;
    }

    private static String escape(String raw) {
        StringBuilder escaped = new StringBuilder(raw.length() + 16);
        raw.codePoints().forEach(each -> {
            switch (each) {
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                default -> {
                    if (isUnsafe(each)) {
                        escaped.append(String.format("\\u%04x", each));
                    } else {
                        escaped.appendCodePoint(each);
                    }
                }
            }
        });
        return escaped.toString();
    }

    /** Whether a character is one of those. */
    public static boolean isUnsafe(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
