package io.braid.radius.packet;

import io.braid.fuzz.Allocation;
import io.braid.fuzz.Check;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.tinyradius.core.attribute.type.RadiusAttribute;
import org.tinyradius.core.dictionary.Dictionary;

/**
 * What RADIUS servers and those who forge them send. The first byte of an input chooses: the rest is a whole datagram, or
 * the attributes of an answer with a genuine authenticator.
 */
public final class RadiusFuzz {
    private static final String SECRET = "xyzzy5461";
    private static final byte[] REQUEST = HexFormat.of()
            .parseHex("010000140f403f9473978057bd83d5cb98f4227a");
    private static final int HEADER = 20;
    private static final Dictionary DICTIONARY = StandardDictionary.create();
    private static final PacketCodec CODEC = new PacketCodec(new Secret(SECRET), DICTIONARY);
    private static final List<String> NAMES = List.of(
            "Session-Timeout", "Class", "Filter-Id", "NAS-Filter-Rule", "Framed-IP-Address", "Framed-IPv6-Address",
            "User-Name", "State", "Tunnel-Password");

    private RadiusFuzz() {}

    /** Called by the fuzzer. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        if (input.length == 0 || input.length > PacketCodec.LENGTH_MAX) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        byte[] datagram = (input[0] & 1) == 0 ? rest : genuine(rest);
        Allocation.within(4 << 20, () -> {
            read(datagram, (input[0] & 2) != 0);
            return null;
        });
        order(datagram);
    }

    private static void read(byte[] datagram, boolean signatureRequired) {
        try {
            Packet packet = CODEC.readAnswer(datagram, REQUEST, signatureRequired);
            Check.that(Code.ACCESS_REQUEST.answers().contains(packet.code()), "an answer of another kind");
            look(packet.attributes());
        } catch (PacketException e) {
            Check.that(e.fault() != null, "a fault without a kind");
        }
    }

    private static void order(byte[] datagram) {
        try {
            look(CODEC.readRequest(datagram, false).attributes());
        } catch (PacketException e) {
            Check.that(e.fault() != null, "a fault without a kind");
        }
    }

    private static void look(Attributes attributes) {
        for (String name : NAMES) {
            int octets = attributes.all(name).stream().mapToInt(one -> one.getValue().length).sum();
            Check.that(octets == attributes.concatenated(name).length, "octets of " + name + " are lost");
            attributes.text(name);
            try {
                attributes.number(name);
                attributes.address(name);
            } catch (AttributeException e) {
                Check.that(e.getMessage().startsWith(name), "an error without the attribute's name");
            }
        }
        attributes.vendor(9);
        Check.that(!attributes.toString().isEmpty(), "no names");
        for (RadiusAttribute attribute : attributes.list()) {
            Check.that(attribute.toByteArray().length >= 2, "an attribute without type and length");
        }
    }

    private static byte[] genuine(byte[] attributes) throws Exception {
        ByteBuffer answer = ByteBuffer.allocate(HEADER + attributes.length)
                .put((byte) Code.ACCESS_ACCEPT.number())
                .put(REQUEST[1])
                .putShort((short) (HEADER + attributes.length))
                .put(REQUEST, 4, 16)
                .put(attributes);
        MessageDigest md5 = MessageDigest.getInstance("MD5");
        md5.update(answer.array());
        answer.put(4, md5.digest(SECRET.getBytes(StandardCharsets.UTF_8)));
        return answer.array();
    }
}
