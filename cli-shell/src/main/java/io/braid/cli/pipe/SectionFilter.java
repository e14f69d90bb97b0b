package io.braid.cli.pipe;

import io.braid.yang.codec.Lines;

/**
 * Whole blocks: a line that has the word, and what belongs to it by being indented more, up to what closes it. Blocks in a block
 * that is shown are a part of it.
 */
final class SectionFilter implements Lines {
    private static final int OUTSIDE = -1;

    private final String word;
    private final Lines out;

    /** How far the first line of the block is indented. */
    private int block = OUTSIDE;

    SectionFilter(String word, Lines out) {
        this.word = word;
        this.out = out;
    }

    @Override
    public void line(String text) {
        int indent = indent(text);
        if (block != OUTSIDE && indent <= block) {
            if (indent == block && closes(text)) {
                out.line(text);
                block = OUTSIDE;
                return;
            }
            block = OUTSIDE;
        }
        if (block == OUTSIDE && has(text)) {
            block = indent;
        }
        if (block != OUTSIDE) {
            out.line(text);
        }
    }

    @Override
    public void end() {
        out.end();
    }

    private static int indent(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at;
    }

    private boolean closes(String text) {
        String rest = text.substring(block);
        return rest.startsWith("}") || rest.startsWith("]") || rest.startsWith("</");
    }

    /** Whether the line has the word, not as a part of another one. */
    private boolean has(String text) {
        if (word.isEmpty()) {
            return false;
        }
        for (int at = 0; at + word.length() <= text.length(); at++) {
            if (text.regionMatches(true, at, word, 0, word.length())
                    && (at == 0 || !belongs(text.charAt(at - 1)))
                    && (at + word.length() == text.length() || !belongs(text.charAt(at + word.length())))) {
                return true;
            }
        }
        return false;
    }

    private static boolean belongs(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.';
    }
}
