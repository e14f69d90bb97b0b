package io.braid.yang.tree;

/** How often each text occurs. Immutable; a changed one shares nearly all. */
public final class Counts {
    private static final Counts NONE = new Counts(BalancedTree.empty());

    private final BalancedTree<String, Integer> counts;

    private Counts(BalancedTree<String, Integer> counts) {
        this.counts = counts;
    }

    public static Counts none() {
        return NONE;
    }

    public int of(String text) {
        return counts.get(text).orElse(0);
    }

    /** The same counts with one of them changed by a number. */
    public Counts plus(String text, int change) {
        int now = of(text) + change;
        return new Counts(now == 0 ? counts.without(text) : counts.with(text, now));
    }
}
