package io.braid.engine.linux.bpf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a BPF program, instruction by instruction (RFC 9669). Registers are numbered: 0 takes results, 1 to 5 arguments, 6 to
 * 9 survive calls, 10 is the end of the stack. Jumps name labels, which may stand anywhere.
 */
public final class Assembler {
    /** Widths of memory accesses. */
    public enum Width {
        BYTE(0x10),
        HALF(0x08),
        WORD(0x00),
        DOUBLE(0x18);

        private final int bits;

        Width(int bits) {
            this.bits = bits;
        }
    }

    /** Operations of two operands, of 64 bits. */
    public enum Operation {
        ADD(0x00),
        SUBTRACT(0x10),
        AND(0x50),
        OR(0x40),
        SHIFT_LEFT(0x60),
        SHIFT_RIGHT(0x70),
        MOVE(0xb0);

        private final int bits;

        Operation(int bits) {
            this.bits = bits;
        }
    }

    /** Comparisons; those of order are unsigned. */
    public enum Condition {
        EQUAL(0x10),
        NOT_EQUAL(0x50),
        /** Whether the two have a bit in common. */
        ANY_BIT(0x40),
        GREATER(0x20),
        LESS(0xa0);

        private final int bits;

        Condition(int bits) {
            this.bits = bits;
        }
    }

    /** The register whose value is the end of the stack: local variables are below it. */
    public static final int STACK = 10;

    private static final int STACK_BYTES = 512;
    private static final int INSTRUCTION_BYTES = 8;
    private static final int LOAD = 0x61;
    private static final int STORE = 0x63;
    private static final int STORE_VALUE = 0x62;
    private static final int WITH_REGISTER = 0x08;
    private static final int ARITHMETIC = 0x07;
    private static final int JUMP = 0x05;
    private static final int CALL = 0x85;
    private static final int EXIT = 0x95;
    private static final int LOAD_WIDE = 0x18;
    private static final int MAP_DESCRIPTOR = 1;
    private static final int TO_BIG_ENDIAN = 0xdc;

    private record Instruction(int code, int to, int from, int offset, int value, String label) {}

    private final List<Instruction> instructions = new ArrayList<>();
    private final Map<String, Integer> labels = new HashMap<>();

    /** Marks the place of the next instruction. */
    public Assembler label(String name) {
        if (labels.putIfAbsent(name, instructions.size()) != null) {
            throw new IllegalArgumentException("label " + name + " stands twice");
        }
        return this;
    }

    /** {@code to = to OP value}. */
    public Assembler value(Operation operation, int to, int value) {
        return add(ARITHMETIC | operation.bits, to, 0, 0, value);
    }

    /** {@code to = to OP from}. */
    public Assembler register(Operation operation, int to, int from) {
        return add(ARITHMETIC | WITH_REGISTER | operation.bits, to, from, 0, 0);
    }

    /** {@code to = value}. */
    public Assembler set(int to, int value) {
        return value(Operation.MOVE, to, value);
    }

    /** {@code to = from}. */
    public Assembler copy(int to, int from) {
        return register(Operation.MOVE, to, from);
    }

    /** {@code to = address of the local variable at offset}, which is negative. */
    public Assembler local(int to, int offset) {
        return copy(to, STACK).value(Operation.ADD, to, local(offset));
    }

    /** Turns a value from the machine's order of bytes into the network's, or back. */
    public Assembler bigEndian(int register, Width width) {
        int bits =
                switch (width) {
                    case HALF -> 16;
                    case WORD -> 32;
                    case DOUBLE -> 64;
                    case BYTE -> throw new IllegalArgumentException("a byte has no order");
                };
        return add(TO_BIG_ENDIAN, register, 0, 0, bits);
    }

    /** {@code to = memory[base + offset]}. */
    public Assembler load(Width width, int to, int base, int offset) {
        return add(LOAD & ~0x18 | width.bits, to, base, offset, 0);
    }

    /** {@code memory[base + offset] = from}. */
    public Assembler store(Width width, int base, int offset, int from) {
        return add(STORE & ~0x18 | width.bits, base, from, offset, 0);
    }

    /** {@code memory[base + offset] = value}. */
    public Assembler storeValue(Width width, int base, int offset, int value) {
        return add(STORE_VALUE & ~0x18 | width.bits, base, 0, offset, value);
    }

    /** Goes on elsewhere if the register compares so with the value. */
    public Assembler jump(Condition condition, int register, int value, String label) {
        return add(new Instruction(JUMP | condition.bits, register, 0, 0, value, label));
    }

    /** Goes on elsewhere if two registers compare so. */
    public Assembler jumpRegister(Condition condition, int register, int other, String label) {
        return add(new Instruction(JUMP | WITH_REGISTER | condition.bits, register, other, 0, 0, label));
    }

    /** Goes on elsewhere. */
    public Assembler jump(String label) {
        return add(new Instruction(JUMP, 0, 0, 0, 0, label));
    }

    /** Calls a function of the kernel by its number (bpf-helpers(7)). */
    public Assembler call(int function) {
        return add(CALL, 0, 0, 0, function);
    }

    /** {@code to = the map of this descriptor}. */
    public Assembler map(int to, int descriptor) {
        // The value has 64 bits: two instructions, the second one with the upper half alone.
        return add(LOAD_WIDE, to, MAP_DESCRIPTOR, 0, descriptor).add(0, 0, 0, 0, 0);
    }

    /** Ends with register 0 as the result. */
    public Assembler exit() {
        return add(EXIT, 0, 0, 0, 0);
    }

    private Assembler add(int code, int to, int from, int offset, int value) {
        return add(new Instruction(code, to, from, offset, value, null));
    }

    private Assembler add(Instruction instruction) {
        instructions.add(instruction);
        return this;
    }

    private static int local(int offset) {
        if (offset >= 0 || offset < -STACK_BYTES) {
            throw new IllegalArgumentException("local variables are from -" + STACK_BYTES + " to -1, not at " + offset);
        }
        return offset;
    }

    /** The program as the kernel takes it. */
    public byte[] assemble() {
        ByteBuffer bytes =
                ByteBuffer.allocate(instructions.size() * INSTRUCTION_BYTES).order(ByteOrder.nativeOrder());
        for (int at = 0; at < instructions.size(); at++) {
            Instruction i = instructions.get(at);
            int offset = i.offset;
            if (i.label != null) {
                Integer place = labels.get(i.label);
                if (place == null) {
                    throw new IllegalArgumentException("no label " + i.label);
                }
                offset = place - at - 1;
            }
            boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
            int registers = little ? i.from << 4 | i.to : i.to << 4 | i.from;
            bytes.put((byte) i.code).put((byte) registers).putShort((short) offset).putInt(i.value);
        }
        return bytes.array();
    }
}
