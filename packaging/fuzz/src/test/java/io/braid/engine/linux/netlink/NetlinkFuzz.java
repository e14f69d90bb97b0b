package io.braid.engine.linux.netlink;

import io.braid.fuzz.Allocation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Datagrams of the kernel, whatever they are: each message is read as every kind of message there is. */
public final class NetlinkFuzz {
    private static final int TYPES = 32;

    private interface Parser {
        Object read(Message message) throws IOException;
    }

    private interface Value {
        Object of(Attributes attributes, int type) throws IOException;
    }

    private static final List<Parser> PARSERS = List.of(
            PathEvent::parse,
            Link::parse,
            LinkStatistics::parse,
            LinkAddress::parse,
            DiagSocket::parse,
            message -> all(message.attributes(4)));

    private static final List<Value> VALUES = List.of(
            (all, type) -> all.text(type, ""),
            (all, type) -> all.u8(type, 0),
            (all, type) -> all.u16(type, 0),
            (all, type) -> all.be16(type, 0),
            (all, type) -> all.u32(type, 0),
            (all, type) -> all.address(type),
            (all, type) -> all.bytes(type, 8),
            (all, type) -> all.nested(type).all());

    private NetlinkFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        Allocation.within(16 * 1024 + 4 * 1024L * input.length, () -> {
            every(input);
            return true;
        });
    }

    private static void every(byte[] input) {
        try {
            for (Message message : Message.parse(input)) {
                PARSERS.forEach(parser -> own(() -> parser.read(message)));
            }
        } catch (MalformedMessageException e) {
            // Said in its own words.
        }
        own(() -> all(Attributes.parse(ByteBuffer.wrap(input).order(ByteOrder.nativeOrder()), 0)));
    }

    private interface Attempt {
        Object run() throws IOException;
    }

    /** Reads, or fails with the codec's own error. */
    private static void own(Attempt attempt) {
        try {
            attempt.run();
        } catch (MalformedMessageException e) {
            // Said in its own words.
        } catch (IOException e) {
            throw new AssertionError("not the codec's own error", e);
        }
    }

    private static Object all(Attributes attributes) {
        for (int type = 0; type < TYPES; type++) {
            if (attributes.has(type)) {
                for (Value value : VALUES) {
                    int one = type;
                    own(() -> value.of(attributes, one));
                }
            }
        }
        return attributes.all();
    }
}
