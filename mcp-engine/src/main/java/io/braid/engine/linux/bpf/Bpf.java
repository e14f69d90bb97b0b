package io.braid.engine.linux.bpf;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.braid.engine.linux.Errno;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.ffi.Libc;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * bpf(2): programs, maps, and links that attach a program to something until the link is closed or its process ends. All are
 * descriptors. Needs CAP_BPF and CAP_NET_ADMIN in the first user namespace, else EPERM.
 */
public final class Bpf {
    /** What a program is for, with the kernel's numbers. */
    public enum Kind {
        /** Looks at packets of an interface (tcx, from Linux 6.6 on). */
        PACKETS(3, 0),
        /** Is asked about sockets of a control group. */
        SOCKETS(13, 3);

        private final int number;
        private final int attachment;

        Kind(int number, int attachment) {
            this.number = number;
            this.attachment = attachment;
        }
    }

    /** The side of an interface. */
    public enum Direction {
        INGRESS(46),
        EGRESS(47);

        private final int number;

        Direction(int number) {
            this.number = number;
        }
    }

    private static final int MAP_CREATE = 0;
    private static final int MAP_UPDATE = 2;
    private static final int MAP_DELETE = 3;
    private static final int PROG_LOAD = 5;
    private static final int LINK_CREATE = 28;

    private static final int LRU_HASH = 9;
    private static final int CGROUP_SOCKETS = 3;
    private static final int ATTRIBUTE_BYTES = 128;
    private static final int INSTRUCTION_BYTES = 8;
    private static final int LOG_BYTES = 1 << 18;
    private static final int LOG_TAIL = 400;

    private Bpf() {}

    /**
     * Has the kernel judge and take a program.
     *
     * @return its descriptor
     * @throws IOException EPERM when this process may not; with the end of the verifier's log when the program is refused
     */
    public static int load(Kind kind, byte[] program) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment code = arena.allocate(program.length, 8);
            MemorySegment.copy(program, 0, code, JAVA_BYTE, 0, program.length);
            MemorySegment attributes = arena.allocate(ATTRIBUTE_BYTES, 8);
            attributes.set(JAVA_INT, 0, kind.number);
            attributes.set(JAVA_INT, 4, program.length / INSTRUCTION_BYTES);
            attributes.set(JAVA_LONG, 8, code.address());
            attributes.set(JAVA_LONG, 16, arena.allocateFrom("GPL").address());
            attributes.set(JAVA_INT, 68, kind.attachment);
            int fd = Libc.bpf(PROG_LOAD, attributes, ATTRIBUTE_BYTES);
            if (fd >= 0) {
                return fd;
            }
            if (fd == -Errno.EPERM) {
                throw new ErrnoException("bpf", "PROG_LOAD " + kind, Errno.EPERM);
            }
            MemorySegment log = arena.allocate(LOG_BYTES, 8);
            attributes.set(JAVA_INT, 24, 1);
            attributes.set(JAVA_INT, 28, LOG_BYTES);
            attributes.set(JAVA_LONG, 32, log.address());
            Libc.bpf(PROG_LOAD, attributes, ATTRIBUTE_BYTES);
            String said = log.getString(0).strip();
            throw new ErrnoException(
                    "bpf", "PROG_LOAD " + kind, -fd, said.substring(Math.max(0, said.length() - LOG_TAIL)));
        }
    }

    /**
     * Lets a program look at the packets of an interface.
     *
     * @return the descriptor of the link
     */
    public static int attach(NetNs netns, int interfaceIndex, Direction direction, int program) throws IOException {
        return netns.call(() -> link(interfaceIndex, direction.number, program, "interface " + interfaceIndex));
    }

    /**
     * Lets a program be asked about the sockets that processes of this one's control group make.
     *
     * @return the descriptor of the link
     */
    public static int attachToOwnSockets(int program) throws IOException {
        int group = ControlGroup.open();
        try {
            return link(group, CGROUP_SOCKETS, program, "own control group");
        } finally {
            Libc.close(group);
        }
    }

    private static int link(int target, int kind, int program, Object subject) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(ATTRIBUTE_BYTES, 8);
            attributes.set(JAVA_INT, 0, program);
            attributes.set(JAVA_INT, 4, target);
            attributes.set(JAVA_INT, 8, kind);
            return ErrnoException.check(
                    "bpf", "LINK_CREATE " + subject, Libc.bpf(LINK_CREATE, attributes, ATTRIBUTE_BYTES));
        }
    }

    /**
     * A map that forgets what was used least when it is full.
     *
     * @return its descriptor
     */
    public static int map(int keyBytes, int valueBytes, int entriesMax) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(ATTRIBUTE_BYTES, 8);
            attributes.set(JAVA_INT, 0, LRU_HASH);
            attributes.set(JAVA_INT, 4, keyBytes);
            attributes.set(JAVA_INT, 8, valueBytes);
            attributes.set(JAVA_INT, 12, entriesMax);
            return ErrnoException.check("bpf", "MAP_CREATE", Libc.bpf(MAP_CREATE, attributes, ATTRIBUTE_BYTES));
        }
    }

    /** Puts an entry into a map. */
    public static void put(int map, byte[] key, byte[] value) throws ErrnoException {
        ErrnoException.check("bpf", "MAP_UPDATE_ELEM", entry(MAP_UPDATE, map, key, value));
    }

    /** Removes an entry from a map, if it is there. */
    public static void remove(int map, byte[] key) {
        entry(MAP_DELETE, map, key, new byte[0]);
    }

    private static int entry(int command, int map, byte[] key, byte[] value) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(ATTRIBUTE_BYTES, 8);
            attributes.set(JAVA_INT, 0, map);
            attributes.set(JAVA_LONG, 8, arena.allocateFrom(JAVA_BYTE, key).address());
            if (value.length > 0) {
                attributes.set(JAVA_LONG, 16, arena.allocateFrom(JAVA_BYTE, value).address());
            }
            return Libc.bpf(command, attributes, ATTRIBUTE_BYTES);
        }
    }

    /** Gives up a program, map or link. */
    public static void close(int descriptor) {
        Libc.close(descriptor);
    }
}
