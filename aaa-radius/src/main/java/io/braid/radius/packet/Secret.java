package io.braid.radius.packet;

import java.nio.charset.StandardCharsets;

/** A secret shared with a peer (RFC 2865 §3). No log can show it by accident. */
public final class Secret {
    private final String text;

    /** @throws IllegalArgumentException if it is empty, which RFC 2865 §3 forbids */
    public Secret(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a shared secret has at least one character");
        }
        this.text = text;
    }

    /** The octets that digests are made with. */
    byte[] octets() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The same as text. */
    String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
