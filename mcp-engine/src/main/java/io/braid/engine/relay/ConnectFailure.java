package io.braid.engine.relay;

import io.braid.engine.linux.Errno;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import java.net.InetSocketAddress;
import java.util.OptionalInt;

/** What a failed connect means: the kernel's errno, and where ICMP failed it, the code that came (RFC 8803 §4.2.8). */
final class ConnectFailure {
    private static final int PORT_UNREACHABLE4 = 3;
    private static final int PORT_UNREACHABLE6 = 4;

    private ConnectFailure() {}

    /** The verdict on a server leg whose connect ended with an errno. */
    static Verdict.Refuse of(Live live, int errno) {
        InetSocketAddress target = live.data.server.remote;
        Verdict.Refuse byErrno = ServerLegs.failure(errno, target);
        if (byErrno.reason() == Reason.SERVER_TIMEOUT || byErrno.reason() == Reason.MACHINE_EXHAUSTED) {
            return byErrno;
        }
        OptionalInt code = live.service.unreachables().code(target);
        if (code.isEmpty() || byErrno.reason() == Reason.SERVER_REFUSED && !closedPort(code.getAsInt(), target)) {
            return byErrno;
        }
        String detail = target + ": ICMP code " + code.getAsInt() + ", " + ErrnoException.meaning(errno);
        return Verdict.refuse(Reason.SERVER_UNREACHABLE, detail, code.getAsInt());
    }

    /** Of all codes only this one looks like a reset to the kernel. */
    private static boolean closedPort(int code, InetSocketAddress target) {
        return code == (four(target) ? PORT_UNREACHABLE4 : PORT_UNREACHABLE6);
    }

    /** The ICMP code that a router would have sent for what the own kernel found out (RFC 792, RFC 4443 §3.1). */
    static int code(int errno, InetSocketAddress target) {
        return switch (errno) {
            case Errno.EHOSTUNREACH -> four(target) ? 1 : 3;
            case Errno.EACCES -> four(target) ? 13 : 1;
            default -> 0;
        };
    }

    private static boolean four(InetSocketAddress target) {
        return target.getAddress() instanceof java.net.Inet4Address;
    }
}
