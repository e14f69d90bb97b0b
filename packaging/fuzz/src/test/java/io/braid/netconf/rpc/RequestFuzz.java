package io.braid.netconf.rpc;

import io.braid.fuzz.Allocation;
import io.braid.fuzz.Check;
import io.braid.netconf.xml.Element;
import io.braid.yang.schema.Models;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Requests of NETCONF clients: XML, the head of an rpc, and the configuration in an edit-config. */
public final class RequestFuzz {
    private static final int DEPTH_MAX = 32;

    private static final RpcParser PARSER = new RpcParser(Models.braid(), DEPTH_MAX);

    private RequestFuzz() {}

    /** Called by the fuzzer before its time begins: the model is read by then. */
    public static void fuzzerInitialize() {
        Models.braid();
    }

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        Allocation.within(2 * 1024 * 1024 + 16 * 1024L * input.length, () -> one(input));
    }

    private static boolean one(byte[] input) {
        try {
            Rpc rpc = PARSER.parse(new ByteArrayInputStream(input));
            Check.that(rpc.head().name().equals("rpc"), rpc);
            Check.that(depth(rpc.operation()) <= DEPTH_MAX, "deeper than it may be");
            return true;
        } catch (RefusedException e) {
            Check.that(!e.error().message().isEmpty(), "nothing is said about what is wrong");
            return false;
        } catch (IOException e) {
            throw new AssertionError("memory does not fail", e);
        }
    }

    private static int depth(Element element) {
        return 1 + element.children().stream().mapToInt(RequestFuzz::depth).max().orElse(0);
    }
}
