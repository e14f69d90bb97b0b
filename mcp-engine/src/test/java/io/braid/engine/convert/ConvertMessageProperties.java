package io.braid.engine.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** RFC 8803 messages, whatever they say (X-8803-1). */
class ConvertMessageProperties {
    @Provide
    Arbitrary<ConvertMessage> clientMessages() {
        return ConvertArbitraries.clientMessages();
    }

    @Provide
    Arbitrary<ConvertMessage> converterMessages() {
        return ConvertArbitraries.converterMessages();
    }

    @Provide
    Arbitrary<byte[]> damaged() {
        return ConvertArbitraries.damaged();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatAClientWritesTheConverterReads(@ForAll("clientMessages") ConvertMessage message) throws ConvertException {
        assertRoundTrip(message, ConvertRole.CONVERTER);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whatAConverterWritesTheClientReads(@ForAll("converterMessages") ConvertMessage message)
            throws ConvertException {
        assertRoundTrip(message, ConvertRole.CLIENT);
    }

    private static void assertRoundTrip(ConvertMessage message, ConvertRole reader) throws ConvertException {
        byte[] bytes = message.encode();
        assertTrue(bytes.length <= ConvertMessage.LENGTH_MAX && bytes.length % 4 == 0, () -> bytes.length + " bytes");
        assertEquals(bytes.length / 4, bytes[1] & 0xFF);
        assertEquals(message, ConvertMessage.decode(ByteBuffer.wrap(bytes), reader));
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 5000)
    void damagedBytesAreAnErrorThatCanBeAnswered(@ForAll("damaged") byte[] bytes, @ForAll ConvertRole reader) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        try {
            // What is read in spite of the damage can be written again.
            assertTrue(ConvertMessage.decode(in, reader).encode().length <= bytes.length);
        } catch (ConvertException problem) {
            assertTrue(problem.offset() >= 0 && problem.offset() <= bytes.length, problem::getMessage);
            if (reader == ConvertRole.CLIENT) {
                assertTrue(problem.answer().isEmpty(), "a Client resets");
            }
            ConvertError.answerTo(problem, in)
                    .ifPresent(answer -> assertTrue(ConvertMessage.of(answer).encode().length <= bytes.length + 12));
        }
        assertEquals(0, in.position());
    }
}
