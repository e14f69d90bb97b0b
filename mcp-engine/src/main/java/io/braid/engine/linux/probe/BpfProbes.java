package io.braid.engine.linux.probe;

import io.braid.engine.linux.NetNs;
import io.braid.engine.linux.bpf.Assembler;
import io.braid.engine.linux.bpf.Bpf;
import java.io.IOException;
import java.util.List;

/** Whether programs can be loaded and attached, tried with programs that do nothing. */
final class BpfProbes {
    private static final String REMEDY =
            "run it with CAP_BPF and CAP_NET_ADMIN in the first user namespace, on a kernel 6.6 or newer with CONFIG_BPF_SYSCALL"
                    + " and CONFIG_CGROUP_BPF";
    private static final int LOOPBACK = 1;
    private static final int NEXT = -1;
    private static final int DEFAULT = 1;

    private BpfProbes() {}

    static List<Ability> probe(NetNs netNs) {
        return List.of(
                Ability.wanted(
                        "bpf on interfaces", "tell upstream MCPs' connections from hosts' (MP_PREFER_PROXY)", REMEDY,
                        () -> packets(netNs)),
                Ability.wanted(
                        "bpf on sockets", "tell servers which customer it is (HOST_ID)", REMEDY, BpfProbes::sockets));
    }

    private static String packets(NetNs netNs) throws IOException {
        int program = Bpf.load(Bpf.Kind.PACKETS, new Assembler().set(0, NEXT).exit().assemble());
        try {
            Bpf.close(Bpf.attach(netNs, LOOPBACK, Bpf.Direction.INGRESS, program));
            return "a program can look at packets";
        } finally {
            Bpf.close(program);
        }
    }

    private static String sockets() throws IOException {
        int program = Bpf.load(Bpf.Kind.SOCKETS, new Assembler().set(0, DEFAULT).exit().assemble());
        try {
            Bpf.close(Bpf.attachToOwnSockets(program));
            return "a program can be asked about sockets";
        } finally {
            Bpf.close(program);
        }
    }
}
