package io.braid.engine.relay;

/**
 * One direction of a conversion. Plain data: bytes that were read and could not be sent yet wait in the stash, and
 * nothing more is read until it is empty; that is the back-pressure.
 */
public final class Half {
    /** Most bytes asked of one read; also the size of a loop's buffer. */
    static final int READ_MAX = 256 * 1024;

    static final int READ_MIN = 16 * 1024;

    byte[] stash;
    int stashFrom;
    int stashTo;
    /** Bytes of the stash that count against the service's limit: those of a block of the pool. */
    int counted;

    /** The sender has ended: FIN or DATA_FIN was read. */
    boolean ended;
    /** The end was passed on. */
    boolean endSent;
    /** Bytes sent. */
    long sent;
    /** Of those, bytes of Braid's own: the answer to a request. */
    int signalBytes;
    /** Bytes to ask of the next read: shrinks when the receiver is slow, so that the stash stays small. */
    int readSize = READ_MAX;

    boolean stashed() {
        return stashFrom < stashTo;
    }

    int stashedBytes() {
        return stashTo - stashFrom;
    }

    /** User bytes passed on so far. */
    public long bytes() {
        return Math.max(0, sent - signalBytes);
    }

    /** Puts Braid's own words in front of the user's. */
    void say(byte[] words) {
        append(words, 0, words.length);
        signalBytes += words.length;
    }

    /** Puts bytes behind what is stashed; for the answer to a request and the data that came with one. */
    void append(byte[] more, int from, int length) {
        if (length == 0) {
            return;
        }
        byte[] joined = new byte[stashedBytes() + length];
        if (stashed()) {
            System.arraycopy(stash, stashFrom, joined, 0, stashedBytes());
        }
        System.arraycopy(more, from, joined, stashedBytes(), length);
        stash = joined;
        stashFrom = 0;
        stashTo = joined.length;
    }

    /** Forgets everything: the bytes go another way. */
    void clear() {
        stash = null;
        stashFrom = 0;
        stashTo = 0;
        ended = false;
        endSent = false;
        sent = 0;
        signalBytes = 0;
    }

    /** The receiver took everything. */
    void grow() {
        if (readSize < READ_MAX) {
            readSize <<= 1;
        }
    }

    /** The receiver took only {@code sent} bytes. */
    void shrink(int sent) {
        int want = Integer.highestOneBit(Math.max(sent, READ_MIN));
        readSize = Math.min(want, READ_MAX);
    }
}
