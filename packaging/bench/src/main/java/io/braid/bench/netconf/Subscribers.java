package io.braid.bench.netconf;

import java.nio.charset.StandardCharsets;

/**
 * The list that holds the design size: the interfaces with a role. A concentrator that ends the PPP sessions of its customers
 * has one for each of them, all customer-facing; no other list of the model is to be expected as long as that.
 */
final class Subscribers {
    /** How many at most. */
    static final int MANY = 100_000;

    /** How many to compare with. */
    static final int FEW = 1000;

    private static final String CANDIDATE = "<target><candidate/></target>";
    private static final int ENTRY_BYTES = 80;

    private Subscribers() {}

    /** Merges the first {@code count} into the candidate. */
    static byte[] load(int count) {
        StringBuilder text = new StringBuilder(count * ENTRY_BYTES);
        for (int i = 0; i < count; i++) {
            entry(text, i, "customer-facing");
        }
        return edit(text.toString());
    }

    /** Changes one leaf of one: its role. A second change of the same one by another {@code turn} is a change again. */
    static byte[] change(int i, int turn) {
        StringBuilder text = new StringBuilder(ENTRY_BYTES);
        entry(text, i, turn % 2 == 0 ? "internet-facing" : "customer-facing");
        return edit(text.toString());
    }

    private static void entry(StringBuilder text, int i, String role) {
        text.append("<interface><name>").append(name(i)).append("</name><role>").append(role).append("</role></interface>");
    }

    /** The name of one. */
    static String name(int i) {
        return "ppp" + i;
    }

    private static byte[] edit(String interfaces) {
        return bytes("<edit-config>" + CANDIDATE + "<default-operation>merge</default-operation><config>"
                + mcp(interfaces) + "</config></edit-config>");
    }

    /** Reads one by its key. */
    static byte[] get(int i) {
        return bytes("<get><filter type=\"subtree\">" + mcp("<interface><name>" + name(i) + "</name></interface>")
                + "</filter></get>");
    }

    /** Reads everything, state too. */
    static byte[] getAll() {
        return bytes("<get/>");
    }

    static byte[] commit() {
        return bytes("<commit/>");
    }

    private static String mcp(String content) {
        return "<mcp xmlns=\"urn:braid:yang:braid-mcp\">" + content + "</mcp>";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
