package io.braid.engine.intercept;

import io.braid.engine.linux.bpf.Assembler;
import io.braid.engine.linux.bpf.Assembler.Condition;
import io.braid.engine.linux.bpf.Assembler.Operation;
import io.braid.engine.linux.bpf.Assembler.Width;
import java.nio.ByteOrder;

/**
 * The two programs about MP_PREFER_PROXY, {@code 1E 04 E0 00} (plain-mode-10 §5.1), in the SYN of an initial subflow (draft
 * S5.2.2.1):
 *
 * <pre>
 * detect   marks a SYN that has both MP_CAPABLE and MP_PREFER_PROXY
 * insert   appends MP_PREFER_PROXY to a marked SYN with MP_CAPABLE, without data and with room for it
 * </pre>
 *
 * Both leave every other packet as it is, and read options by their lengths up to the first that lies. The kernel writes
 * MP_CAPABLE itself, and lets no one else write an option of that kind at its side; so it is appended on the way out.
 *
 * <p>Registers: 6 the packet; 7 where the TCP header begins in the network layer, later what options were found; 8 bytes of
 * options; 9 where in them.
 */
final class PreferProxyPrograms {
    private static final int PACKET = 6;

    /** Fields of struct __sk_buff. */
    private static final int LENGTH = 0;

    private static final int MARK = 8;
    private static final int PROTOCOL = 16;

    /** Functions of the kernel (bpf-helpers(7)). */
    private static final int STORE_BYTES = 9;

    private static final int L3_CHECKSUM = 10;
    private static final int L4_CHECKSUM = 11;
    private static final int CHANGE_TAIL = 38;
    private static final int LOAD_BYTES_RELATIVE = 68;
    private static final int FROM_NETWORK_HEADER = 1;
    /** The checksum covers the value by way of the pseudo header. */
    private static final int PSEUDO_HEADER = 0x10;

    private static final int IPV4 = 0x0800;
    private static final int IPV6 = 0x86dd;
    private static final int TCP = 6;
    private static final int IPV4_BYTES = 20;
    private static final int IPV6_BYTES = 40;
    private static final int TCP_BYTES = 20;
    private static final int OPTIONS_MAX = 40;
    private static final int FRAGMENT_OFFSET = 0x1fff;
    private static final int FIN_SYN_RST_ACK = 0x17;
    private static final int SYN = 0x02;
    private static final int MULTIPATH = 30;
    private static final int OPTION_BYTES = 4;
    /** Both options were found. */
    private static final int CAPABLE = 1;

    private static final int PREFER_PROXY = 2;

    /** Local variables: the IP header, the TCP header, the options with room to read past them, and numbers. */
    private static final int IP = -48;

    private static final int HEADER = -72;
    private static final int OPTIONS = -136;
    private static final int OPTIONS_ROOM = 64;
    private static final int NETWORK_BYTES = -144;
    private static final int TCP_AT = -152;
    private static final int LINK_BYTES = -160;
    private static final int OLD = -168;
    private static final int NEW = -176;

    /** The packet goes on to whoever else looks at it. */
    private static final int NEXT = -1;

    private final int subtype;
    private final int mark;

    /**
     * @param subtype of MP_PREFER_PROXY
     * @param mark a single bit
     */
    PreferProxyPrograms(int subtype, long mark) {
        this.subtype = subtype;
        this.mark = (int) mark;
    }

    byte[] detect() {
        Assembler a = new Assembler().copy(PACKET, 1);
        headers(a);
        options(a);
        a.jump(Condition.NOT_EQUAL, 7, CAPABLE | PREFER_PROXY, "out");
        a.load(Width.WORD, 2, PACKET, MARK);
        a.value(Operation.OR, 2, mark);
        a.store(Width.WORD, PACKET, MARK, 2);
        return end(a);
    }

    byte[] insert() {
        Assembler a = new Assembler().copy(PACKET, 1);
        a.load(Width.WORD, 2, PACKET, MARK);
        a.jump(Condition.ANY_BIT, 2, mark, "marked");
        a.jump("out");
        a.label("marked");
        headers(a);
        // No data, and room for one more option.
        a.load(Width.DOUBLE, 2, Assembler.STACK, NETWORK_BYTES);
        a.register(Operation.SUBTRACT, 2, 7);
        a.register(Operation.SUBTRACT, 2, 8);
        a.jump(Condition.NOT_EQUAL, 2, TCP_BYTES, "out");
        a.jump(Condition.GREATER, 8, OPTIONS_MAX - OPTION_BYTES, "out");
        a.store(Width.DOUBLE, Assembler.STACK, TCP_AT, 7);
        options(a);
        a.jump(Condition.NOT_EQUAL, 7, CAPABLE, "out");
        append(a);
        return end(a);
    }

    private static byte[] end(Assembler a) {
        return a.label("out").set(0, NEXT).exit().assemble();
    }

    /** Goes on with a SYN alone: register 7 tells where its TCP header is, register 8 how many bytes of options it has. */
    private static void headers(Assembler a) {
        a.load(Width.WORD, 2, PACKET, PROTOCOL);
        a.jump(Condition.EQUAL, 2, network(IPV4), "ipv4");
        a.jump(Condition.NOT_EQUAL, 2, network(IPV6), "out");

        read(a, IP, IPV6_BYTES).set(2, 0);
        load(a, "out");
        a.load(Width.BYTE, 2, Assembler.STACK, IP + 6);
        a.jump(Condition.NOT_EQUAL, 2, TCP, "out");
        a.load(Width.HALF, 2, Assembler.STACK, IP + 4);
        a.bigEndian(2, Width.HALF).value(Operation.ADD, 2, IPV6_BYTES);
        a.store(Width.DOUBLE, Assembler.STACK, NETWORK_BYTES, 2);
        a.set(7, IPV6_BYTES);
        a.jump("tcp");

        a.label("ipv4");
        read(a, IP, IPV4_BYTES).set(2, 0);
        load(a, "out");
        a.load(Width.BYTE, 2, Assembler.STACK, IP + 9);
        a.jump(Condition.NOT_EQUAL, 2, TCP, "out");
        a.load(Width.HALF, 2, Assembler.STACK, IP + 6);
        a.bigEndian(2, Width.HALF);
        a.jump(Condition.ANY_BIT, 2, FRAGMENT_OFFSET, "out");
        a.load(Width.HALF, 2, Assembler.STACK, IP + 2);
        a.bigEndian(2, Width.HALF);
        a.store(Width.DOUBLE, Assembler.STACK, NETWORK_BYTES, 2);
        a.load(Width.BYTE, 7, Assembler.STACK, IP);
        a.value(Operation.AND, 7, 0x0f).value(Operation.SHIFT_LEFT, 7, 2);

        a.label("tcp");
        read(a, HEADER, TCP_BYTES).copy(2, 7);
        load(a, "out");
        a.load(Width.BYTE, 2, Assembler.STACK, HEADER + 13);
        a.value(Operation.AND, 2, FIN_SYN_RST_ACK);
        a.jump(Condition.NOT_EQUAL, 2, SYN, "out");
        a.load(Width.BYTE, 8, Assembler.STACK, HEADER + 12);
        a.value(Operation.SHIFT_RIGHT, 8, 4).value(Operation.SHIFT_LEFT, 8, 2);
        a.jump(Condition.LESS, 8, TCP_BYTES + OPTION_BYTES, "out");
        a.value(Operation.SUBTRACT, 8, TCP_BYTES);
        a.jump(Condition.GREATER, 8, OPTIONS_MAX, "out");
    }

    /** Prepares to read bytes of the packet into a local variable; register 2 takes where they begin. */
    private static Assembler read(Assembler a, int to, int bytes) {
        return a.local(3, to).set(4, bytes);
    }

    private static void load(Assembler a, String otherwise) {
        a.copy(1, PACKET).set(5, FROM_NETWORK_HEADER).call(LOAD_BYTES_RELATIVE);
        a.jump(Condition.NOT_EQUAL, 0, 0, otherwise);
    }

    /** Walks the options: register 7 tells which were found. */
    private void options(Assembler a) {
        for (int at = 0; at < OPTIONS_ROOM; at += Long.BYTES) {
            a.storeValue(Width.DOUBLE, Assembler.STACK, OPTIONS + at, 0);
        }
        a.copy(2, 7).value(Operation.ADD, 2, TCP_BYTES);
        a.local(3, OPTIONS).copy(4, 8);
        load(a, "out");
        a.set(7, 0).set(9, 0).set(1, 0);

        a.label("option");
        // One turn for each byte there can be: the kernel takes no loop of which it does not see the end.
        a.value(Operation.ADD, 1, 1);
        a.jump(Condition.GREATER, 1, OPTIONS_MAX, "read");
        a.value(Operation.AND, 9, OPTIONS_ROOM - 1);
        a.copy(3, 9).value(Operation.ADD, 3, 1);
        a.jumpRegister(Condition.GREATER, 3, 8, "read");
        a.jump(Condition.GREATER, 9, OPTIONS_MAX - 1, "read");
        a.local(2, OPTIONS).register(Operation.ADD, 2, 9);
        a.load(Width.BYTE, 3, 2, 0);
        a.jump(Condition.EQUAL, 3, 0, "read");
        a.jump(Condition.EQUAL, 3, 1, "no-operation");
        a.load(Width.BYTE, 4, 2, 1);
        a.jump(Condition.LESS, 4, 2, "read");
        a.copy(5, 9).register(Operation.ADD, 5, 4);
        a.jumpRegister(Condition.GREATER, 5, 8, "read");
        a.jump(Condition.NOT_EQUAL, 3, MULTIPATH, "next");
        a.load(Width.BYTE, 3, 2, 2).value(Operation.SHIFT_RIGHT, 3, 4);
        a.jump(Condition.EQUAL, 4, OPTION_BYTES, "of-four");
        a.jump("next");
        // In a SYN, MP_CAPABLE of version 1 has four bytes, too (RFC 8684 §3.1).
        a.label("of-four");
        a.jump(Condition.EQUAL, 3, 0, "capable");
        a.jump(Condition.NOT_EQUAL, 3, subtype, "next");
        a.value(Operation.OR, 7, PREFER_PROXY);
        a.jump("next");
        a.label("capable");
        a.value(Operation.OR, 7, CAPABLE);
        a.label("next");
        a.register(Operation.ADD, 9, 4);
        a.jump("option");
        a.label("no-operation");
        a.value(Operation.ADD, 9, 1);
        a.jump("option");
        a.label("read");
    }

    /** Puts the option at the end of the packet, which is that of its options, and mends lengths and checksums. */
    private void append(Assembler a) {
        int option = networkWord(MULTIPATH << 24 | OPTION_BYTES << 16 | subtype << 12);
        a.load(Width.WORD, 7, PACKET, LENGTH);
        a.load(Width.DOUBLE, 8, Assembler.STACK, NETWORK_BYTES);
        a.copy(2, 7).register(Operation.SUBTRACT, 2, 8);
        a.store(Width.DOUBLE, Assembler.STACK, LINK_BYTES, 2);
        a.copy(1, PACKET).copy(2, 7).value(Operation.ADD, 2, OPTION_BYTES).set(3, 0).call(CHANGE_TAIL);
        a.jump(Condition.NOT_EQUAL, 0, 0, "out");

        a.storeValue(Width.WORD, Assembler.STACK, NEW, option);
        a.copy(2, 7);
        write(a, OPTION_BYTES);
        // Register 7 tells where the TCP header begins from now on, register 9 where the network's.
        a.load(Width.DOUBLE, 9, Assembler.STACK, LINK_BYTES);
        a.load(Width.DOUBLE, 7, Assembler.STACK, TCP_AT).register(Operation.ADD, 7, 9);
        a.copy(2, 7).value(Operation.ADD, 2, 16).set(3, 0).set(4, option).set(5, Integer.BYTES);
        checksum(a, L4_CHECKSUM);

        // The offset of the data, in words.
        a.load(Width.HALF, 2, Assembler.STACK, HEADER + 12);
        a.store(Width.HALF, Assembler.STACK, OLD, 2);
        a.bigEndian(2, Width.HALF).value(Operation.ADD, 2, 1 << 12).bigEndian(2, Width.HALF);
        a.store(Width.HALF, Assembler.STACK, NEW, 2);
        a.copy(2, 7).value(Operation.ADD, 2, 12);
        write(a, Short.BYTES);
        a.copy(2, 7).value(Operation.ADD, 2, 16);
        oldAndNew(a).set(5, Short.BYTES);
        checksum(a, L4_CHECKSUM);

        // The TCP length of the pseudo header.
        a.load(Width.DOUBLE, 2, Assembler.STACK, NETWORK_BYTES);
        a.load(Width.DOUBLE, 3, Assembler.STACK, TCP_AT).register(Operation.SUBTRACT, 2, 3);
        lengths(a);
        a.copy(2, 7).value(Operation.ADD, 2, 16);
        oldAndNew(a).set(5, PSEUDO_HEADER | Short.BYTES);
        checksum(a, L4_CHECKSUM);

        a.load(Width.WORD, 2, PACKET, PROTOCOL);
        a.jump(Condition.EQUAL, 2, network(IPV4), "total");
        a.load(Width.HALF, 2, Assembler.STACK, IP + 4).bigEndian(2, Width.HALF);
        lengths(a);
        a.copy(2, 9).value(Operation.ADD, 2, 4);
        write(a, Short.BYTES);
        a.jump("out");

        a.label("total");
        a.load(Width.HALF, 2, Assembler.STACK, IP + 2).bigEndian(2, Width.HALF);
        lengths(a);
        a.copy(2, 9).value(Operation.ADD, 2, 2);
        write(a, Short.BYTES);
        a.copy(2, 9).value(Operation.ADD, 2, 10);
        oldAndNew(a).set(5, Short.BYTES);
        checksum(a, L3_CHECKSUM);
    }

    /** Keeps the length in register 2, and that with one more option, as they stand in headers. */
    private static void lengths(Assembler a) {
        a.copy(3, 2).value(Operation.ADD, 3, OPTION_BYTES);
        a.bigEndian(2, Width.HALF).bigEndian(3, Width.HALF);
        a.store(Width.HALF, Assembler.STACK, OLD, 2).store(Width.HALF, Assembler.STACK, NEW, 3);
    }

    private static Assembler oldAndNew(Assembler a) {
        return a.load(Width.HALF, 3, Assembler.STACK, OLD).load(Width.HALF, 4, Assembler.STACK, NEW);
    }

    /** Writes the new value to where register 2 tells. */
    private static void write(Assembler a, int bytes) {
        a.copy(1, PACKET).local(3, NEW).set(4, bytes).set(5, 0).call(STORE_BYTES);
        a.jump(Condition.NOT_EQUAL, 0, 0, "out");
    }

    /** Mends the checksum at register 2, from the value of register 3 to that of register 4. */
    private static void checksum(Assembler a, int function) {
        a.copy(1, PACKET).call(function);
        a.jump(Condition.NOT_EQUAL, 0, 0, "out");
    }

    /** A number of two bytes in the order of the network. */
    private static int network(int value) {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN
                ? Short.reverseBytes((short) value) & 0xffff
                : value;
    }

    private static int networkWord(int value) {
        return ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? Integer.reverseBytes(value) : value;
    }
}
