package io.braid.radius.rule;

/** The words of a rule, one after the other. */
final class Words {
    private final String[] words;
    private int at;

    Words(String rule) {
        words = rule.strip().split("[ \\t]+");
    }

    boolean more() {
        return at < words.length;
    }

    /** The next one, which stays the next one; empty after the last. */
    String peek() {
        return more() ? words[at] : "";
    }

    /** Takes the next one. */
    String next(String expected) throws RuleException {
        if (!more()) {
            throw new RuleException("it ends where " + expected + " is expected");
        }
        return words[at++];
    }

    /** Takes the next one, which must be this. */
    void expect(String word) throws RuleException {
        if (!next("\"" + word + "\"").equals(word)) {
            throw new RuleException("word " + at + " is not \"" + word + "\"");
        }
    }
}
