package io.braid.radius.accounting;

import io.braid.radius.packet.Attributes;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.tinyradius.core.dictionary.Dictionary;

/**
 * A report as it is kept on disk: whose it is, then its attributes as on the wire.
 *
 * @param session the Acct-Session-Id; empty for a report about this host
 * @param attributes each with its type and length
 */
record Stored(String session, byte[] attributes) {
    static Stored of(String session, Attributes attributes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        attributes.list().forEach(attribute -> out.writeBytes(attribute.toByteArray()));
        return new Stored(session, out.toByteArray());
    }

    static Stored read(byte[] record) {
        int length = Byte.toUnsignedInt(record[0]);
        return new Stored(
                new String(record, 1, length, StandardCharsets.US_ASCII),
                Arrays.copyOfRange(record, 1 + length, record.length));
    }

    byte[] bytes() {
        byte[] id = session.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(1 + id.length + attributes.length)
                .put((byte) id.length)
                .put(id)
                .put(attributes)
                .array();
    }

    /** The attributes, to be sent. */
    Attributes.Builder attributes(Dictionary dictionary) {
        Attributes.Builder builder = Attributes.with(dictionary);
        Attributes.read(dictionary, attributes).list().forEach(builder::add);
        return builder;
    }
}
