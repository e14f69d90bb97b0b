package io.braid.yang.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.schema.Kitchen;
import io.braid.yang.tree.Reader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bounds, and what becomes of the text. */
@Timeout(20)
final class XmlReaderTest {
    private static Document read(String text, long bytesMax) {
        return new XmlReader(Kitchen.SCHEMA, bytesMax)
                .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static String kitchen(String content) {
        return "<kitchen xmlns=\"urn:braid:test:kitchen\">" + content + "</kitchen>";
    }

    @Test
    void aDocumentAsLongAsAllowedIsReadAndALongerOneRefused() {
        String text = kitchen("<note>" + "x".repeat(100_000) + "</note>");
        assertEquals(List.of(), read(text, text.length()).problems());
        Document refused = read(text, text.length() - 1);
        assertFalse(refused.complete());
        assertEquals(
                List.of("the document is longer than " + (text.length() - 1) + " bytes"),
                refused.problems().stream().map(Problem::reason).toList());
    }

    @Test
    void deepNestingIsRefused() {
        Document document = read(kitchen("<a>".repeat(100_000) + "</a>".repeat(100_000)), 1 << 20);
        assertFalse(document.complete());
        assertEquals("elements are nested more than 64 deep", document.problems().getLast().reason());
    }

    @Test
    void thousandsOfProblemsAreCounted() {
        Document document = read(kitchen("<wrong/>".repeat(5_000)), 1 << 20);
        assertEquals(201, document.problems().size());
        assertEquals("4800 further problems are not shown", document.problems().getLast().reason());
    }

    @Test
    void anEntityIsNoWayToAFile() {
        Document document = read(
                "<!DOCTYPE k [<!ENTITY f SYSTEM \"file:///etc/hostname\">]>" + kitchen("<note>&f;</note>"), 1 << 20);
        assertFalse(document.complete());
        assertTrue(document.problems().getFirst().reason().contains("DOCTYPE"));
        assertEquals(List.of(), document.root().children());
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        byte[] bytes = kitchen("<note>?</note>").getBytes(StandardCharsets.UTF_8);
        bytes[new String(bytes, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xff;
        Document document = new XmlReader(Kitchen.SCHEMA, 1 << 20).read(new ByteArrayInputStream(bytes));
        assertFalse(document.complete());
        assertEquals(
                List.of("not well-formed XML: the document is not UTF-8"),
                document.problems().stream().map(Problem::reason).toList());
    }

    @Test
    void onlyUtf8IsRead() {
        Document utf8 = read("\ufeff<?xml version=\"1.0\" encoding=\"utf-8\"?>" + kitchen("<note>äöü€</note>"), 1 << 20);
        assertEquals("äöü€", Reader.of(utf8.root()).container("kitchen").text("note"));
        Document latin = read("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>" + kitchen(""), 1 << 20);
        assertEquals(
                List.of("the encoding iso-8859-1 is not accepted: write the document in UTF-8"),
                latin.problems().stream().map(Problem::reason).toList());
    }

    @Test
    void stringsKeepTheirSpaceAndUsersTheirOrder() {
        Document document = read(
                kitchen("<note> a <![CDATA[<b>]]> </note><jar><name>z</name></jar><jar><name>a</name></jar>"
                        + "<shelf><name>x</name><level>10</level></shelf><shelf><name>x</name><level>9</level></shelf>"),
                1 << 20);
        assertEquals(List.of(), document.problems());
        Reader reader = Reader.of(document.root()).container("kitchen");
        assertEquals(" a <b> ", reader.text("note"));
        assertEquals(
                List.of("z", "a"),
                reader.list("jar").stream().map(jar -> jar.text("name")).toList());
        assertEquals(
                List.of("9", "10"),
                reader.list("shelf").stream().map(shelf -> shelf.text("level")).toList());
    }
}
