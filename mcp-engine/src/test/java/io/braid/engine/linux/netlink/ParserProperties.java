package io.braid.engine.linux.netlink;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever bytes come, the parser reads them or says {@link MalformedMessageException}, and nothing else. */
class ParserProperties {
    @Property(tries = 2000)
    void garbageIsReadOrRefused(@ForAll @Size(max = 300) byte[] bytes) {
        readEverything(bytes);
    }

    @Property(tries = 2000)
    void aDamagedEventIsReadOrRefused(
            @ForAll @IntRange(max = 500) int position, @ForAll byte value, @ForAll @IntRange(max = 80) int cut) {
        byte[] event = event();
        event[position % event.length] = value;
        readEverything(Arrays.copyOf(event, Math.max(0, event.length - cut)));
    }

    @Property(tries = 200)
    void attributesComeBackAsTheyWereWritten(
            @ForAll @Size(max = 20) Map<@IntRange(min = 1, max = 0x3fff) Integer, Integer> values) throws IOException {
        MessageBuilder builder = new MessageBuilder(77, 0);
        builder.nested(5, nest -> values.forEach(nest::u32));
        List<Message> messages = Message.parse(builder.build(9));
        assertEquals(1, messages.size());
        assertEquals(77, messages.getFirst().type());
        assertEquals(9, messages.getFirst().sequence());
        Attributes nest = messages.getFirst().attributes(0).nested(5);
        assertEquals(values.size(), nest.all().size());
        for (Map.Entry<Integer, Integer> entry : values.entrySet()) {
            assertEquals(entry.getValue(), nest.u32(entry.getKey(), ~entry.getValue()));
        }
    }

    private static byte[] event() {
        return new MessageBuilder(33, 0)
                .u8(10).u8(1).u16(0)
                .u32(1, 0xabcdef)
                .u8(3, 1)
                .bytes(5, new byte[] {10, 1, 0, 1})
                .bytes(8, new byte[16])
                .u16(9, 80)
                .nested(7, n -> n.nested(1, g -> g.text(1, "group").u32(2, 4)))
                .build(0);
    }

    private static void readEverything(byte[] bytes) {
        try {
            for (Message message : Message.parse(bytes)) {
                for (Reader reader : List.<Reader>of(
                        PathEvent::parse, Link::parse, LinkAddress::parse, DiagSocket::parse, m -> m.attributes(4))) {
                    attempt(() -> reader.read(message));
                }
            }
        } catch (MalformedMessageException e) {
            assertEquals(MalformedMessageException.class, e.getClass());
        }
        attempt(() -> {
            Attributes all = Attributes.parse(ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()), 0);
            for (int type = 0; type < 32; type++) {
                all.text(type, "");
                all.u8(type, 0);
                all.be16(type, 0);
                all.u32(type, 0);
                all.nested(type);
            }
        });
    }

    private interface Reader {
        Object read(Message message) throws IOException;
    }

    private interface Attempt {
        void run() throws IOException;
    }

    private static void attempt(Attempt attempt) {
        try {
            attempt.run();
        } catch (IOException e) {
            assertEquals(MalformedMessageException.class, e.getClass());
        }
    }
}
