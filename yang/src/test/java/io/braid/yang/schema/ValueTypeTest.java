package io.braid.yang.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.Iterator;
import javax.xml.namespace.NamespaceContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equal values have equal texts; what is no value is refused with a reason. */
final class ValueTypeTest {
    private static final NamespaceContext PREFIXES = new NamespaceContext() {
        @Override
        public String getNamespaceURI(String prefix) {
            return prefix.equals("f") || prefix.isEmpty() ? "urn:braid:test:kitchen" : "";
        }

        @Override
        public String getPrefix(String namespace) {
            return "f";
        }

        @Override
        public Iterator<String> getPrefixes(String namespace) {
            return Collections.singleton("f").iterator();
        }
    };

    @ParameterizedTest
    @CsvSource(textBlock = """
            192.0.2.1/24,192.0.2.0/24
            192.0.2.1/32,192.0.2.1/32
            0.0.0.0/0,0.0.0.0/0
            2001:DB8:0:0:1:2:3:4/64,2001:db8::/64
            2001:db8::1/128,2001:db8::1/128
            ::/0,::/0
            ::ffff:192.0.2.1/120,::ffff:192.0.2.0/120
            """)
    void equalPrefixesHaveEqualTexts(String text, String canonical) throws ValueException {
        InnerSchema mcp = (InnerSchema) Models.braid().root().child("mcp");
        InnerSchema service = (InnerSchema) mcp.child("service");
        InnerSchema entry = (InnerSchema) ((InnerSchema) service.child("authorization")).child("prefix");
        ValueType prefix = ((ValueSchema) entry.child("prefix")).type();
        assertEquals(canonical, prefix.canonical(text, PREFIXES));
    }

    private static ValueType type(String leaf) {
        InnerSchema kitchen = (InnerSchema) Kitchen.SCHEMA.root().child("kitchen");
        return ((ValueSchema) kitchen.child(leaf)).type();
    }

    @ParameterizedTest
    @CsvSource(ignoreLeadingAndTrailingWhitespace = false, quoteCharacter = '|', textBlock = """
            small,| +3 |,3
            small,012,10
            small,0x5,5
            price,1.50,1.5
            price,12,12.0
            open,true,true
            tools,spoon  knife,knife spoon
            dish,f:apple,kitchen:apple
            dish,apple,kitchen:apple
            lit,||,||
            blob,|aGVs\nbG8=|,aGVsbG8=
            mixed,7,7
            mixed,many,many
            mixed,192.0.2.1,192.0.2.1
            mixed,2001:DB8:0:0:0:0:0:1,2001:db8::1
            mixed,2001:db8:0:1:0:0:0:1,2001:db8:0:1::1
            mixed,2001:db8::0:1:0:0:1,2001:db8::1:0:0:1
            mixed,2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1
            mixed,0:0:0:0:0:0:0:0,::
            mixed,1:0:0:0:0:0:0:0,1::
            mixed,::FFFF:C000:0201,::ffff:192.0.2.1
            mixed,64:ff9b::192.0.2.1,64:ff9b::c000:201
            note,| a: B |,| a: B |
            """)
    void canonical(String leaf, String written, String canonical) throws ValueException {
        assertEquals(canonical, type(leaf).canonical(written, PREFIXES));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            small; 7; "7" must be a whole number in -5..5 | 10
            small; 1e1; "1e1" must be a whole number in -5..5 | 10
            price; 1.234; "1.234" must be a decimal number in 0.0..100.0
            open; yes; "yes" must be true or false
            level; hihg; "hihg" must be one of low, high (did you mean high?)
            tools; saw; "saw" must be names, separated by spaces, out of knife, fork, spoon
            dish; f:stone; "f:stone" must be an identity derived from food
            dish; f:food; "f:food" must be an identity derived from food
            dish; f:metal; "f:metal" must be an identity derived from food
            lit; yes; "yes" must be nothing: the element itself is the value
            blob; a*b; "a*b" must be base64 (RFC 4648 §4)
            mixed; 192.0.2.300; "192.0.2.300" is none of uint8, enumeration, ip-address-no-zone
            mixed; 2001:db8::1%eth0; "2001:db8::1%eth0" is none of uint8, enumeration, ip-address-no-zone
            """)
    void refused(String leaf, String written, String reason) {
        ValueException refusal =
                assertThrows(ValueException.class, () -> type(leaf).canonical(written, PREFIXES));
        assertEquals(reason, refusal.getMessage());
    }
}
