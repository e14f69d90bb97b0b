package io.braid.cli.table;

import org.jline.utils.WCWidth;

/** Texts by the columns of a terminal that they take. */
final class Screen {
    private static final String CUT = "…";
    private static final int UNPRINTABLE = 0xfffd;

    private Screen() {}

    /** How many columns a text takes. */
    static int width(String text) {
        return text.codePoints().map(WCWidth::wcwidth).sum();
    }

    /** A text without what would move the cursor or change how the terminal writes. */
    static String plain(String text) {
        if (text.codePoints().allMatch(Screen::printable)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().map(c -> printable(c) ? c : UNPRINTABLE).forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static boolean printable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE -> false;
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> WCWidth.wcwidth(c) >= 0;
        };
    }

    /** A text that takes at most so many columns; what was cut off leaves a mark. */
    static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        if (columns < 1) {
            return "";
        }
        StringBuilder start = new StringBuilder();
        int left = columns - 1;
        for (int at = 0; at < text.length(); ) {
            int c = text.codePointAt(at);
            left -= WCWidth.wcwidth(c);
            if (left < 0) {
                break;
            }
            start.appendCodePoint(c);
            at += Character.charCount(c);
        }
        return start + CUT;
    }

    /** A text in so many columns, with spaces on one side. */
    static String in(String text, int columns, boolean right) {
        String space = " ".repeat(Math.max(0, columns - width(text)));
        return right ? space + text : text + space;
    }
}
