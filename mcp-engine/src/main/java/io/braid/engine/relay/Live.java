package io.braid.engine.relay;

import io.braid.engine.admission.Admission.Seat;
import io.braid.engine.authorize.Attached;
import io.braid.engine.trace.ConnectionTrace;
import io.netty.util.concurrent.ScheduledFuture;

/**
 * What a loop holds of a conversion besides its data: registrations and a reminder, all of which can be made anew from the
 * data.
 */
final class Live implements Runnable {
    final Conversion data;
    final Service service;
    private final ConversionLoop loop;

    /** The customer's place in the service. */
    final Seat seat;

    LegHandle customer;
    LegHandle server;
    /** Tells those who follow it; null when nobody does. */
    ConnectionTrace trace;
    /** Whose conversion it is; null as long as that is not decided, and when it is over. */
    Attached subscriber;
    /** What it used of each access network; null before the first reading. */
    PathMeter meter;
    /** Announcements wait for what the subscriber may do. */
    boolean held;
    /** It is passed on for a customer that may not use the service. */
    boolean unconverted;
    /** Bytes that a refused customer sent all the same. */
    int discarded;
    /** Bytes wait for their next turn. */
    boolean queued;

    private ScheduledFuture<?> reminder;
    private long reminderAt;

    Live(ConversionLoop loop, Service service, Seat seat, Conversion data) {
        this.seat = seat;
        this.loop = loop;
        this.service = service;
        this.data = data;
    }

    /** Its next turn, after others had theirs. */
    @Override
    public void run() {
        queued = false;
        loop.turn(this);
    }

    /** Sees to it that the deadline is noticed; one that moved away costs nothing until the old reminder comes. */
    void remind() {
        if (reminder != null && reminderAt <= data.deadlineAt) {
            return;
        }
        forgetReminder();
        reminderAt = data.deadlineAt;
        reminder = loop.schedule(this::reminded, reminderAt - Conversion.now());
    }

    private void reminded() {
        reminder = null;
        loop.deadline(this);
    }

    void forgetReminder() {
        if (reminder != null) {
            reminder.cancel(false);
            reminder = null;
        }
    }
}
