package io.braid.cli.display;

import io.braid.yang.codec.CurlyWriter;
import io.braid.yang.codec.JsonWriter;
import io.braid.yang.codec.Lines;
import io.braid.yang.codec.SetWriter;
import io.braid.yang.codec.TreeSink;
import io.braid.yang.codec.XmlWriter;
import io.braid.yang.schema.Schema;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How data is shown. All of them load back, apart from state. */
public enum Format {
    /** Braces and semicolons, from the place that is shown on. */
    TEXT("as text with braces"),
    /** The commands that make it, with their whole path. */
    SET("as the commands that make it"),
    /** RFC 7950, with the nodes around the place. */
    XML("as XML"),
    /** RFC 7951, with the nodes around the place. */
    JSON("as JSON"),
    /** The whole edit-config that makes it; of configuration only. */
    NETCONF("as the NETCONF message that makes it");

    private final String help;

    Format(String help) {
        this.help = help;
    }

    /** The word that chooses it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, in a few words. */
    public String help() {
        return help;
    }

    /** The format with this word. */
    public static Optional<Format> of(String word) {
        return Stream.of(values()).filter(format -> format.word().equals(word)).findFirst();
    }

    /** Whether it can show state. */
    public boolean showsState() {
        return this != NETCONF;
    }

    /**
     * What writes a tree in this format.
     *
     * @param config whether the tree is configuration alone
     * @throws IllegalArgumentException if an edit is to be written, which is more than a tree
     */
    TreeSink sink(Schema schema, boolean config, Lines out) {
        return switch (this) {
            case TEXT -> new CurlyWriter(out);
            case SET -> new SetWriter(out);
            case XML -> new XmlWriter(schema, config ? "config" : "data", out);
            case JSON -> new JsonWriter(out);
            case NETCONF -> throw new IllegalArgumentException("an edit is more than a tree");
        };
    }
}
