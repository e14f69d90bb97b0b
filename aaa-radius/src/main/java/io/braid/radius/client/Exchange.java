package io.braid.radius.client;

import io.braid.radius.packet.Attributes;
import io.braid.radius.packet.Code;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** A request and its way from server to server, until there is an answer or time is up. For the event loop's thread. */
final class Exchange {
    private final Code code;
    private final Attributes attributes;
    private final boolean pinned;
    private final Consumer<Answer> answer;
    private final Set<ServerPort> tried = new HashSet<>();
    private Future<?> deadline;
    private boolean over;
    private String trouble = "";

    /** Where it is under way now; null while it waits. */
    private Lane lane;

    private int identifier;
    private byte[] bytes;
    private int sent;
    private long sentAt;
    private Future<?> timer;

    /** @param pinned whether it is meant for one server and no other */
    Exchange(Code code, Attributes attributes, boolean pinned, Consumer<Answer> answer) {
        this.code = code;
        this.attributes = attributes;
        this.pinned = pinned;
        this.answer = answer;
    }

    Code code() {
        return code;
    }

    Attributes attributes() {
        return attributes;
    }

    boolean pinned() {
        return pinned;
    }

    boolean over() {
        return over;
    }

    /** What went wrong with the servers asked so far; empty if nothing did. */
    String trouble() {
        return trouble;
    }

    /** Until when there must be an answer. */
    void until(Future<?> timeIsUp) {
        deadline = timeIsUp;
    }

    /** Notes that a server is asked. */
    void tries(ServerPort port) {
        tried.add(port);
    }

    boolean tried(ServerPort port) {
        return tried.contains(port);
    }

    /** It is under way over this lane. */
    void begin(Lane on, int withIdentifier, byte[] request) {
        lane = on;
        identifier = withIdentifier;
        bytes = request;
        sent = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int identifier() {
        return identifier;
    }

    /** Sends the bytes, the first time or again. */
    void send() {
        sentAt = System.nanoTime();
        sent++;
        lane.send(this);
    }

    /** How often the bytes were sent. */
    int sent() {
        return sent;
    }

    /** When the bytes were sent last. */
    long sentAt() {
        return sentAt;
    }

    /** What happens unless an answer comes. */
    void next(Future<?> then) {
        timer = then;
    }

    /** Time is up for all servers; the one that is asked now is one that did not answer. */
    void giveUp() {
        if (lane != null) {
            lane.silent();
        }
        end(new Answer.None(trouble.isEmpty() ? "no server answered in time" : trouble));
    }

    /** This server will not answer; its identifier is free again. */
    void leave(String why) {
        trouble = why;
        release();
    }

    private void release() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        if (lane != null) {
            lane.free(this);
            lane = null;
        }
    }

    /** Ends it; whatever comes later is ignored. */
    void end(Answer result) {
        if (over) {
            return;
        }
        over = true;
        release();
        if (deadline != null) {
            deadline.cancel(false);
        }
        answer.accept(result);
    }
}
