package io.braid.engine.relay;

import io.braid.engine.concentrator.Attachment;
import io.braid.engine.convert.ConvertTlv;
import io.braid.engine.convert.Octets;
import io.braid.engine.linux.StreamSocket.Protocol;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Room;
import io.braid.engine.verdict.Verdict;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * Writes a conversion to bytes and reads it back, so that established legs can pass to another process. The first byte is
 * the version; an unknown one is refused. Descriptors are written as their numbers, and set by whoever received them.
 */
public final class ConversionCodec {
    static final int VERSION = 5;
    /** Most bytes of one array: the longest stash. */
    private static final int ARRAY_MAX = 2 * Half.READ_MAX;

    private ConversionCodec() {}

    /** The conversion as bytes of the present version. */
    public static byte[] encode(Conversion c) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeByte(VERSION);
            out.writeLong(c.id);
            out.writeUTF(c.service);
            out.writeUTF(c.phase.name());
            leg(out, c.customer);
            leg(out, c.server);
            half(out, c.up);
            half(out, c.down);
            out.writeLong(c.acceptedAt);
            out.writeLong(c.activeAt);
            out.writeLong(c.deadlineAt);
            array(out, c.signal, 0, c.signal == null ? 0 : c.signalLength);
            out.writeUTF(c.answer.name());
            array(out, c.request, 0, c.request == null ? 0 : c.request.length);
            address(out, c.destination);
            address(out, c.source);
            out.writeBoolean(c.transparent);
            text(out, c.concentrator);
            text(out, c.access);
            out.writeInt(c.connectTries);
            out.writeLong(c.openBy);
            firstBytes(out, c.firstBytes);
            out.writeBoolean(c.proven);
            cookie(out, c.cookie);
            cookie(out, c.cookieGiven);
            suspicion(out, c.suspicion);
            out.writeLong(c.countedUp);
            out.writeLong(c.countedDown);
            for (Room room : Room.values()) {
                verdict(out, c.verdict(room).orElse(null));
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new AssertionError("memory does not fail", e);
        }
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IOException when the bytes are of an unknown version, cut short, or not a conversion
     */
    public static Conversion decode(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("conversion of version " + version + ", this one reads " + VERSION);
        }
        try {
            Conversion c = new Conversion(in.readLong(), in.readUTF());
            c.phase = Phase.valueOf(in.readUTF());
            leg(in, c.customer);
            leg(in, c.server);
            half(in, c.up);
            half(in, c.down);
            c.acceptedAt = in.readLong();
            c.activeAt = in.readLong();
            c.deadlineAt = in.readLong();
            c.signal = array(in);
            c.signalLength = c.signal == null ? 0 : c.signal.length;
            c.answer = AnswerFormat.valueOf(in.readUTF());
            c.request = array(in);
            c.destination = address(in);
            c.source = address(in);
            c.transparent = in.readBoolean();
            c.concentrator = text(in);
            c.access = text(in);
            c.connectTries = in.readInt();
            c.openBy = in.readLong();
            c.firstBytes = firstBytes(in);
            c.proven = in.readBoolean();
            c.cookie = cookie(in);
            c.cookieGiven = cookie(in);
            c.suspicion = suspicion(in);
            c.countedUp = in.readLong();
            c.countedDown = in.readLong();
            for (int i = 0; i < Room.values().length; i++) {
                Verdict verdict = verdict(in);
                if (verdict != null) {
                    c.decided(verdict);
                }
            }
            if (in.read() >= 0) {
                throw new IOException("bytes after the end of a conversion");
            }
            return c;
        } catch (IllegalArgumentException e) {
            throw new IOException("not a conversion: " + e.getMessage(), e);
        }
    }

    private static void leg(DataOutputStream out, Leg leg) throws IOException {
        out.writeInt(leg.fd);
        out.writeUTF(leg.opened.name());
        out.writeBoolean(leg.mptcp);
        out.writeInt(leg.token);
        out.writeBoolean(leg.keyed);
        address(out, leg.local);
        address(out, leg.remote);
        out.writeBoolean(leg.readable);
        out.writeBoolean(leg.peerClosed);
    }

    private static void leg(DataInputStream in, Leg leg) throws IOException {
        leg.fd = in.readInt();
        leg.opened = Protocol.valueOf(in.readUTF());
        leg.mptcp = in.readBoolean();
        leg.token = in.readInt();
        leg.keyed = in.readBoolean();
        leg.local = address(in);
        leg.remote = address(in);
        leg.readable = in.readBoolean();
        leg.peerClosed = in.readBoolean();
    }

    private static void half(DataOutputStream out, Half half) throws IOException {
        array(out, half.stash, half.stashFrom, half.stashedBytes());
        out.writeBoolean(half.ended);
        out.writeBoolean(half.endSent);
        out.writeLong(half.sent);
        out.writeInt(half.signalBytes);
        out.writeInt(half.readSize);
    }

    private static void half(DataInputStream in, Half half) throws IOException {
        half.stash = array(in);
        half.stashTo = half.stash == null ? 0 : half.stash.length;
        half.ended = in.readBoolean();
        half.endSent = in.readBoolean();
        half.sent = in.readLong();
        half.signalBytes = in.readInt();
        half.readSize = Math.clamp(in.readInt(), Half.READ_MIN, Half.READ_MAX);
    }

    private static void firstBytes(DataOutputStream out, FirstBytes first) throws IOException {
        array(out, first == null ? null : first.bytes, 0, first == null ? 0 : first.length);
        if (first != null) {
            out.writeInt(first.sent);
            out.writeBoolean(first.ended);
        }
    }

    private static FirstBytes firstBytes(DataInputStream in) throws IOException {
        byte[] bytes = array(in);
        if (bytes == null) {
            return null;
        }
        FirstBytes first = new FirstBytes();
        first.append(bytes, 0, bytes.length);
        first.sent = Math.clamp(in.readInt(), 0, bytes.length);
        first.ended = in.readBoolean();
        return first;
    }

    private static void cookie(DataOutputStream out, ConvertTlv.Cookie cookie) throws IOException {
        byte[] bytes = cookie == null ? null : cookie.value().toBytes();
        array(out, bytes, 0, bytes == null ? 0 : bytes.length);
    }

    private static ConvertTlv.Cookie cookie(DataInputStream in) throws IOException {
        byte[] bytes = array(in);
        return bytes == null ? null : new ConvertTlv.Cookie(Octets.of(bytes));
    }

    private static void suspicion(DataOutputStream out, Suspicion suspicion) throws IOException {
        verdict(out, suspicion == null ? null : suspicion.why());
        if (suspicion != null) {
            address(out, suspicion.attachment().concentrator());
            out.writeUTF(suspicion.attachment().access());
            out.writeInt(suspicion.waitSeconds());
        }
    }

    private static Suspicion suspicion(DataInputStream in) throws IOException {
        return verdict(in) instanceof Verdict.Refuse why
                ? new Suspicion(new Attachment(address(in), in.readUTF()), why, in.readInt())
                : null;
    }

    private static void array(DataOutputStream out, byte[] bytes, int from, int length) throws IOException {
        out.writeInt(bytes == null ? -1 : length);
        if (bytes != null) {
            out.write(bytes, from, length);
        }
    }

    private static byte[] array(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            return null;
        }
        if (length > ARRAY_MAX) {
            throw new IOException("an array of " + length + " bytes, at most " + ARRAY_MAX);
        }
        if (length > in.available()) {
            throw new EOFException("an array of " + length + " bytes, cut short");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    private static void address(DataOutputStream out, InetSocketAddress address) throws IOException {
        byte[] raw = address == null ? null : address.getAddress().getAddress();
        array(out, raw, 0, raw == null ? 0 : raw.length);
        if (raw != null) {
            out.writeShort(address.getPort());
        }
    }

    private static InetSocketAddress address(DataInputStream in) throws IOException {
        byte[] raw = array(in);
        return raw == null ? null : new InetSocketAddress(InetAddress.getByAddress(raw), in.readUnsignedShort());
    }

    private static void verdict(DataOutputStream out, Verdict verdict) throws IOException {
        text(out, verdict == null ? null : verdict.reason().name());
        if (verdict != null) {
            out.writeBoolean(verdict instanceof Verdict.Pass);
            out.writeUTF(verdict.detail());
            out.writeShort(verdict instanceof Verdict.Refuse refusal ? refusal.value() : Verdict.NO_VALUE);
        }
    }

    private static Verdict verdict(DataInputStream in) throws IOException {
        String reason = text(in);
        if (reason == null) {
            return null;
        }
        boolean pass = in.readBoolean();
        String detail = in.readUTF();
        int value = in.readShort();
        Reason known = Reason.valueOf(reason);
        return pass ? Verdict.pass(known, detail) : Verdict.refuse(known, detail, value);
    }
}
