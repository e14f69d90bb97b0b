package io.braid.engine.convert;

import java.io.ByteArrayOutputStream;

/** Appends fields in network byte order. */
final class ByteWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

    ByteWriter u8(int value) {
        out.write(value);
        return this;
    }

    ByteWriter u16(int value) {
        return u8(value >>> 8).u8(value);
    }

    ByteWriter bytes(byte[] value) {
        out.writeBytes(value);
        return this;
    }

    ByteWriter octets(Octets value) {
        return bytes(value.toBytes());
    }

    /** Zeros up to the next 32-bit word. */
    ByteWriter pad() {
        while ((out.size() & 3) != 0) {
            out.write(0);
        }
        return this;
    }

    int size() {
        return out.size();
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
