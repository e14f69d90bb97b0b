package io.braid.engine.ident;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.engine.authorize.Identity;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** What hosts answer (RFC 1413 §4), and what others make of it. */
class IdentReplyTest {
    private static Optional<IdentReply> read(String text, boolean ended) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return IdentReply.read(bytes, Math.min(bytes.length, IdentReply.LINE_MAX), ended, 6193, 23);
    }

    private static IdentReply read(String line) {
        return read(line + "\r\n", false).orElseThrow();
    }

    @Test
    void theExamplesOfTheRfcAreRead() {
        assertEquals(new IdentReply.User(new Identity("stjohns")), read("6193, 23 : USERID : UNIX : stjohns"));
        assertEquals(new IdentReply.User(new Identity("TAC:x y")), read("6193,23:USERID:OTHER,US-ASCII:TAC:x y"));
        assertEquals(new IdentReply.Failure("NO-USER"), read("6193, 23 : ERROR : NO-USER"));
        assertEquals(new IdentReply.Failure("HIDDEN-USER"), read("6193,23:ERROR:HIDDEN-USER"));
    }

    @Test
    void aLineIsAwaitedAndNotForEver() {
        assertTrue(read("6193, 23 : USERID", false).isEmpty());
        assertInstanceOf(IdentReply.Garbage.class, read("6193, 23 : USERID", true).orElseThrow());
        assertInstanceOf(IdentReply.Garbage.class, read("x".repeat(2_000), false).orElseThrow());
    }

    @Test
    void anotherConnectionsAnswerIsNone() {
        for (String line : new String[] {
            "23, 6193 : USERID : UNIX : root",
            "6193, 24 : USERID : UNIX : root",
            "6193 : USERID : UNIX : root",
            "6193, 23 : USERID : UNIX",
            "6193, 23 : USERID : UNIX :",
            "6193, 23 : USERID : UNIX : " + "x".repeat(513),
            "6193, 23 : ERROR : two words",
            "6193, 23 : HELLO : UNIX : root",
            ""
        }) {
            assertInstanceOf(IdentReply.Garbage.class, read(line), line);
        }
    }

    @Property
    void noBytesAreMoreThanGarbage(@ForAll @Size(max = 1_000) byte[] bytes, @ForAll boolean ended) {
        Optional<IdentReply> reply = IdentReply.read(bytes, bytes.length, ended, 6193, 23);
        assertTrue(!ended || reply.isPresent());
    }
}
