package io.braid.engine.source;

import io.braid.engine.linux.bpf.Assembler;
import io.braid.engine.linux.bpf.Assembler.Condition;
import io.braid.engine.linux.bpf.Assembler.Operation;
import io.braid.engine.linux.bpf.Assembler.Width;

/**
 * The program that writes HOST_ID: the kernel asks it when a socket connects, how many bytes of options it wants in a segment,
 * and for these bytes. A map has the option of each connection, by its own port and the server's address and port, which the
 * program puts together as {@link HostIds} does. RFC 7974 §4.1: in every segment, until one of the server shows that it has
 * the connection.
 */
final class HostIdProgram {
    /** The key: own port, the server's port, the server's address. */
    static final int KEY_BYTES = 24;

    /** The value: the option, with zeros behind it. */
    static final int VALUE_BYTES = 16;

    private static final int OPTION_MAX = 12;
    private static final int KEY = -KEY_BYTES;
    private static final int CONTEXT = 6;

    /** Questions of the kernel (enum in linux/bpf.h). */
    private static final int CONNECTS = 3;

    private static final int HOW_LONG = 14;
    private static final int WRITE = 15;

    /** Fields of struct bpf_sock_ops. */
    private static final int QUESTION = 0;

    private static final int REPLY = 4;
    private static final int REMOTE_ADDRESS = 32;
    private static final int REMOTE_PORT = 64;
    private static final int LOCAL_PORT = 68;
    private static final int WISHES = 84;
    private static final int BYTES_RECEIVED = 168;
    private static final int BYTES_ACKNOWLEDGED = 176;

    /** The wish to be asked for options. */
    private static final int WRITES_OPTIONS = 0x40;

    /** Functions of the kernel (bpf-helpers(7)). */
    private static final int LOOKUP = 1;

    private static final int SET_WISHES = 59;
    private static final int STORE_OPTION = 143;
    private static final int RESERVE_OPTION = 144;

    private HostIdProgram() {}

    static byte[] with(int map) {
        Assembler a = new Assembler().copy(CONTEXT, 1);
        a.load(Width.WORD, 7, CONTEXT, QUESTION);
        a.jump(Condition.EQUAL, 7, CONNECTS, "ours");
        a.jump(Condition.EQUAL, 7, WRITE, "ours");
        a.jump(Condition.NOT_EQUAL, 7, HOW_LONG, "out");
        // The SYN itself counts as one acknowledged byte.
        a.load(Width.DOUBLE, 2, CONTEXT, BYTES_ACKNOWLEDGED);
        a.jump(Condition.GREATER, 2, 1, "enough");
        a.load(Width.DOUBLE, 2, CONTEXT, BYTES_RECEIVED);
        a.jump(Condition.EQUAL, 2, 0, "ours");
        a.label("enough");
        a.load(Width.WORD, 2, CONTEXT, WISHES).value(Operation.AND, 2, ~WRITES_OPTIONS);
        a.copy(1, CONTEXT).call(SET_WISHES).jump("out");

        a.label("ours");
        a.load(Width.WORD, 2, CONTEXT, LOCAL_PORT).store(Width.WORD, Assembler.STACK, KEY, 2);
        a.load(Width.WORD, 2, CONTEXT, REMOTE_PORT).store(Width.WORD, Assembler.STACK, KEY + 4, 2);
        for (int at = 0; at < 16; at += Integer.BYTES) {
            a.load(Width.WORD, 2, CONTEXT, REMOTE_ADDRESS + at).store(Width.WORD, Assembler.STACK, KEY + 8 + at, 2);
        }
        a.map(1, map).local(2, KEY).call(LOOKUP);
        a.jump(Condition.EQUAL, 0, 0, "out");
        a.jump(Condition.EQUAL, 7, CONNECTS, "begin");
        a.jump(Condition.EQUAL, 7, WRITE, "write");
        a.load(Width.BYTE, 2, 0, 1);
        a.copy(1, CONTEXT).set(3, 0).call(RESERVE_OPTION).jump("out");

        a.label("write");
        a.copy(2, 0).copy(1, CONTEXT).set(3, OPTION_MAX).set(4, 0).call(STORE_OPTION).jump("out");

        a.label("begin");
        a.load(Width.WORD, 2, CONTEXT, WISHES).value(Operation.OR, 2, WRITES_OPTIONS);
        a.copy(1, CONTEXT).call(SET_WISHES);

        // To questions that are not ours, the answer is the kernel's default.
        a.label("out").set(2, -1).store(Width.WORD, CONTEXT, REPLY, 2);
        return a.set(0, 1).exit().assemble();
    }
}
