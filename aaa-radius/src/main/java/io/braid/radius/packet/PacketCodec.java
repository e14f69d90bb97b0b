package io.braid.radius.packet;

import static io.braid.radius.packet.PacketException.Fault.AUTHENTICATOR;
import static io.braid.radius.packet.PacketException.Fault.CODE;
import static io.braid.radius.packet.PacketException.Fault.IDENTIFIER;
import static io.braid.radius.packet.PacketException.Fault.MALFORMED;
import static io.braid.radius.packet.PacketException.Fault.MESSAGE_AUTHENTICATOR_MISSING;
import static io.braid.radius.packet.PacketException.Fault.MESSAGE_AUTHENTICATOR_WRONG;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.tinyradius.core.RadiusPacketException;
import org.tinyradius.core.attribute.type.RadiusAttribute;
import org.tinyradius.core.dictionary.Dictionary;

/**
 * Packets to bytes and back, for one shared secret. The attributes are tinyradius's; the packet around them is ours, because
 * tinyradius accepts answers without a Message-Authenticator, appends its own last, and neither makes nor verifies that of
 * CoA packets (CVE-2024-3596; RFC 3579 §3.2, RFC 5176 §2.3). For one thread.
 */
public final class PacketCodec {
    /** The most octets of a packet (RFC 2865 §3). */
    public static final int LENGTH_MAX = 4096;

    private static final int HEADER = 20;
    private static final int AUTHENTICATOR_AT = 4;
    private static final int AUTHENTICATOR_LENGTH = 16;
    private static final int MESSAGE_AUTHENTICATOR = 80;
    private static final int MESSAGE_AUTHENTICATOR_LENGTH = 18;
    private static final byte[] ZERO = new byte[AUTHENTICATOR_LENGTH];

    private final Secret secret;
    private final Dictionary dictionary;
    private final SecureRandom random = new SecureRandom();
    private final ByteBuffer scratch = ByteBuffer.allocate(LENGTH_MAX);
    private final MessageDigest md5;
    private final Mac hmac;

    public PacketCodec(Secret secret, Dictionary dictionary) {
        this.secret = secret;
        this.dictionary = dictionary;
        try {
            md5 = MessageDigest.getInstance("MD5");
            hmac = Mac.getInstance("HmacMD5");
            hmac.init(new SecretKeySpec(secret.octets(), "HmacMD5"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no MD5, which RADIUS is made of", e);
        }
    }

    /**
     * A request. The bytes are sent as they are whenever it is sent again (RFC 5080 §2.2.1).
     *
     * @param identifier 0 to 255, of no other request that is under way between the same two sockets
     * @throws IllegalArgumentException if it does not fit into a packet
     */
    public byte[] request(Code code, int identifier, Attributes attributes) {
        byte[] authenticator = new byte[AUTHENTICATOR_LENGTH];
        if (!code.hashed()) {
            random.nextBytes(authenticator);
        }
        byte[] bytes = frame(code, identifier, authenticator, attributes);
        if (code.hashed()) {
            put(digest(bytes, ZERO), bytes, AUTHENTICATOR_AT);
        }
        return bytes;
    }

    /**
     * The answer to a request.
     *
     * @param request the request's bytes
     */
    public byte[] answer(Code code, byte[] request, Attributes attributes) {
        byte[] authenticator = authenticator(request);
        byte[] bytes = frame(code, Byte.toUnsignedInt(request[1]), authenticator, attributes);
        put(digest(bytes, authenticator), bytes, AUTHENTICATOR_AT);
        return bytes;
    }

    /**
     * Reads the answer to a request.
     *
     * @param request the bytes that were sent
     * @param signatureRequired whether an answer to an Access-Request must have a Message-Authenticator; that to a
     *     Status-Server decides about nobody
     * @throws PacketException if it cannot be believed
     */
    public Packet readAnswer(byte[] datagram, byte[] request, boolean signatureRequired) throws PacketException {
        byte[] bytes = framed(datagram);
        Code asked = Code.of(Byte.toUnsignedInt(request[0])).orElseThrow();
        Code code = code(bytes);
        if (!asked.answers().contains(code)) {
            throw new PacketException(CODE, code.label() + " is no answer to " + asked.label());
        }
        if (bytes[1] != request[1]) {
            throw new PacketException(IDENTIFIER, "it answers another request");
        }
        byte[] authenticator = authenticator(request);
        return genuine(bytes, code, authenticator, signatureRequired && asked == Code.ACCESS_REQUEST);
    }

    /**
     * Reads a request whose authenticator is a digest (RFC 5176 §2.3, RFC 2866 §3).
     *
     * @throws PacketException if it cannot be believed
     */
    public Packet readRequest(byte[] datagram, boolean signatureRequired) throws PacketException {
        byte[] bytes = framed(datagram);
        Code code = code(bytes);
        if (!code.hashed()) {
            throw new PacketException(CODE, code.label() + " is not taken here");
        }
        return genuine(bytes, code, ZERO, signatureRequired);
    }

    private Packet genuine(byte[] bytes, Code code, byte[] authenticator, boolean signatureRequired)
            throws PacketException {
        int signature = signatureAt(bytes);
        if (!MessageDigest.isEqual(digest(bytes, authenticator), authenticator(bytes))) {
            throw new PacketException(AUTHENTICATOR, "it was made with another secret, or changed on the way");
        }
        if (signature >= 0) {
            verify(bytes, signature, authenticator);
        } else if (signatureRequired) {
            throw new PacketException(MESSAGE_AUTHENTICATOR_MISSING, code.label() + " has no Message-Authenticator");
        }
        return new Packet(code, Byte.toUnsignedInt(bytes[1]), attributes(bytes));
    }

    private void verify(byte[] bytes, int signature, byte[] authenticator) throws PacketException {
        byte[] unsigned = bytes.clone();
        put(authenticator, unsigned, AUTHENTICATOR_AT);
        put(ZERO, unsigned, signature);
        byte[] told = Arrays.copyOfRange(bytes, signature, signature + AUTHENTICATOR_LENGTH);
        if (!MessageDigest.isEqual(hmac.doFinal(unsigned), told)) {
            throw new PacketException(
                    MESSAGE_AUTHENTICATOR_WRONG, "its Message-Authenticator was made with another secret, or of another packet");
        }
    }

    private byte[] frame(Code code, int identifier, byte[] authenticator, Attributes attributes) {
        scratch.clear();
        scratch.put((byte) code.number()).put((byte) identifier).putShort((short) 0).put(authenticator);
        if (code.signed()) {
            scratch.put((byte) MESSAGE_AUTHENTICATOR).put((byte) MESSAGE_AUTHENTICATOR_LENGTH).put(ZERO);
        }
        for (RadiusAttribute attribute : attributes.list()) {
            byte[] encoded = encoded(attribute, authenticator);
            if (encoded.length > scratch.remaining()) {
                throw new IllegalArgumentException("the attributes do not fit into a packet: " + attributes);
            }
            scratch.put(encoded);
        }
        scratch.putShort(2, (short) scratch.position());
        byte[] bytes = Arrays.copyOf(scratch.array(), scratch.position());
        if (code.signed()) {
            put(hmac.doFinal(bytes), bytes, HEADER + 2);
        }
        return bytes;
    }

    /** Passwords are hidden (RFC 2865 §5.2), all others as they are. */
    private byte[] encoded(RadiusAttribute attribute, byte[] authenticator) {
        try {
            return attribute.encode(authenticator, secret.text()).toByteArray();
        } catch (RadiusPacketException e) {
            throw new IllegalArgumentException(attribute.getAttributeName() + " cannot be encoded", e);
        }
    }

    /** The octets that count: what follows the length that the packet tells is padding (RFC 2865 §3). */
    private static byte[] framed(byte[] datagram) throws PacketException {
        if (datagram.length < HEADER) {
            throw new PacketException(MALFORMED, "it has " + datagram.length + " octets");
        }
        int length = Short.toUnsignedInt(ByteBuffer.wrap(datagram).getShort(2));
        if (length < HEADER || length > LENGTH_MAX || length > datagram.length) {
            throw new PacketException(MALFORMED, "it tells of " + length + " octets and has " + datagram.length);
        }
        return length == datagram.length ? datagram : Arrays.copyOf(datagram, length);
    }

    private static Code code(byte[] bytes) throws PacketException {
        int number = Byte.toUnsignedInt(bytes[0]);
        return Code.of(number).orElseThrow(() -> new PacketException(CODE, "its code is " + number));
    }

    private static byte[] authenticator(byte[] bytes) {
        return Arrays.copyOfRange(bytes, AUTHENTICATOR_AT, HEADER);
    }

    private byte[] digest(byte[] bytes, byte[] authenticator) {
        md5.update(bytes, 0, AUTHENTICATOR_AT);
        md5.update(authenticator);
        md5.update(bytes, HEADER, bytes.length - HEADER);
        return md5.digest(secret.octets());
    }

    /** Where the value of the Message-Authenticator begins, or -1; walks over all attributes and checks their lengths. */
    private static int signatureAt(byte[] bytes) throws PacketException {
        int found = -1;
        for (int at = HEADER; at < bytes.length; at += length(bytes, at)) {
            if (Byte.toUnsignedInt(bytes[at]) == MESSAGE_AUTHENTICATOR) {
                if (found >= 0 || length(bytes, at) != MESSAGE_AUTHENTICATOR_LENGTH) {
                    throw new PacketException(MALFORMED, "its Message-Authenticator is not one of 16 octets");
                }
                found = at + 2;
            }
        }
        return found;
    }

    private static int length(byte[] bytes, int at) throws PacketException {
        int length = at + 1 < bytes.length ? Byte.toUnsignedInt(bytes[at + 1]) : 0;
        if (length < 2 || at + length > bytes.length) {
            throw new PacketException(MALFORMED, "an attribute of " + length + " octets is at octet " + at);
        }
        return length;
    }

    private Attributes attributes(byte[] bytes) throws PacketException {
        List<RadiusAttribute> list = new ArrayList<>();
        int length;
        for (int at = HEADER; at < bytes.length; at += length) {
            length = length(bytes, at);
            if (Byte.toUnsignedInt(bytes[at]) != MESSAGE_AUTHENTICATOR) {
                list.add(Attributes.attribute(dictionary, Arrays.copyOfRange(bytes, at, at + length)));
            }
        }
        return new Attributes(dictionary, list);
    }

    private static void put(byte[] what, byte[] into, int at) {
        System.arraycopy(what, 0, into, at, what.length);
    }
}
