package io.braid.engine.relay;

import io.braid.engine.authorize.Attached;
import io.braid.engine.config.CookieConfig;
import io.braid.engine.config.ServiceConfig.Explicit;
import io.braid.engine.convert.ConversionRequest;
import io.braid.engine.convert.ConvertErrorCode;
import io.braid.engine.convert.ConvertMessage;
import io.braid.engine.convert.ConvertTlv.Cookie;
import io.braid.engine.convert.Signal;
import io.braid.engine.convert.SignalDecoder;
import io.braid.engine.convert.SignalRules;
import io.braid.engine.convert.SynPayload;
import io.braid.engine.linux.ErrnoException;
import io.braid.engine.linux.StreamSocket;
import io.braid.engine.linux.TcpInfo;
import io.braid.engine.path.PathPlans;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/** The steps of a conversion from accept to a known destination: the customer's request is read and judged. */
final class Requests {
    private static final SignalDecoder SIGNALS = new SignalDecoder(SignalRules.DEFAULT);

    private final ConversionLoop loop;
    private final Opening opening;
    private final SignalReader reader;
    private final Authorization authorization;

    Requests(ConversionLoop loop, Pump pump, Opening opening, Clientele clientele) {
        this.loop = loop;
        this.opening = opening;
        this.reader = new SignalReader(pump);
        this.authorization = new Authorization(loop, clientele, this::admit, this::pass);
    }

    /** The customer's leg is there. */
    void begin(Live live, Ingress ingress) {
        Conversion c = live.data;
        Optional<Attached> known = live.service.office().known(c.customer.remote.getAddress());
        live.held = known.isEmpty();
        if (c.customer.token != 0) {
            live.service
                    .paths()
                    .begin(
                            c.customer.token,
                            c.customer.local,
                            c.customer.remote,
                            c.customer.keyed ? null : () -> loop.handshakeDone(live),
                            PathPlans.forCustomer(
                                    live.service.config(),
                                    c.customer.local,
                                    ingress.intercepted(),
                                    Authorization.subflowsMax(known),
                                    live.held));
        }
        if (ingress.intercepted()) {
            c.destination = c.customer.local;
            if (c.customer.token != 0) {
                live.service.signals().filter().begin(live.service.name(), c.customer.token);
            }
            loop.decide(live, Verdict.pass(Reason.INTERCEPTED));
            authorization.begin(live);
        } else {
            c.phase = Phase.AWAIT_SIGNAL;
            c.deadlineAt = c.acceptedAt + live.service.config().timers().signal().toMillis();
            live.remind();
        }
        if (c.phase != Phase.CLOSED) {
            loop.watch(live, c.customer);
        }
    }

    /** More of the request may have come. */
    void customerSpoke(Live live) {
        Conversion c = live.data;
        while (c.phase == Phase.AWAIT_SIGNAL && c.customer.readable) {
            int got = reader.read(c, c.customer);
            if (got == StreamSocket.WOULD_BLOCK) {
                c.customer.readable = false;
            } else if (got <= 0) {
                loop.end(live, Verdict.refuse(Reason.SIGNAL_CUT_SHORT, c.signalLength + " bytes"), true);
            } else {
                examine(live);
            }
        }
    }

    private void examine(Live live) {
        Conversion c = live.data;
        switch (SIGNALS.decode(c.signal, c.signalLength, syn(c))) {
            case Signal.NeedMore more -> {
                if (more.atLeast() > SignalReader.BYTES_MAX || c.signalLength >= SignalReader.BYTES_MAX) {
                    loop.refuse(live, Verdict.refuse(Reason.SIGNAL_MALFORMED, "longer than " + SignalReader.BYTES_MAX));
                }
            }
            case Signal.NotASignal none -> loop.refuse(live, Verdict.refuse(Reason.NO_SIGNAL, ""));
            case Signal.Malformed bad -> {
                Verdict verdict = Verdict.refuse(reason(bad), bad.problem().getMessage());
                loop.refuse(live, verdict, bad.answer().map(ConvertMessage::encode).orElse(new byte[0]));
            }
            case Signal.Inquiry inquiry -> {
                c.answer = AnswerFormat.CONVERT;
                if (cookieGood(live, inquiry.cookie())) {
                    // RFC 8803 §4.2.3: it is for clients that are entitled to use the service.
                    authorization.begin(live);
                }
            }
            case Signal.Request request -> requested(live, request);
        }
    }

    private static Reason reason(Signal.Malformed bad) {
        return switch (bad.problem().answer().orElse(ConvertErrorCode.MALFORMED_MESSAGE)) {
            case UNSUPPORTED_VERSION -> Reason.VERSION_UNSUPPORTED;
            case UNSUPPORTED_MESSAGE -> Reason.MESSAGE_UNSUPPORTED;
            default -> Reason.SIGNAL_MALFORMED;
        };
    }

    /** MP_CONVERT counts only in a SYN with MP_CAPABLE (plain-mode-10 §5.2); asked only where it can matter. */
    private static SynPayload syn(Conversion c) {
        boolean convert = c.signal[0] == 1;
        if (convert || !c.customer.mptcp) {
            return SynPayload.NONE;
        }
        try {
            return TcpInfo.of(c.customer.fd).synData() ? SynPayload.MP_CAPABLE : SynPayload.NONE;
        } catch (ErrnoException e) {
            return SynPayload.NONE;
        }
    }

    private void requested(Live live, Signal.Request signal) {
        Conversion c = live.data;
        ConversionRequest request = signal.request();
        c.answer = switch (request.format()) {
            case RFC8803 -> AnswerFormat.CONVERT;
            case MP_CONVERT_IE -> AnswerFormat.MP_CONVERT_IE;
            case MP_CONVERT_OPTION -> AnswerFormat.MP_CONVERT_OPTION;
        };
        c.destination = request.destinationOr(c.customer.local);
        c.up.append(c.signal, signal.consumed(), c.signalLength - signal.consumed());
        c.request = Arrays.copyOf(c.signal, signal.consumed());
        c.signal = null;
        c.signalLength = 0;
        loop.decide(live, Verdict.pass(Reason.REQUESTED, request.format() + " to " + c.destination));
        if (request.protocol() != ConversionRequest.TCP) {
            loop.refuse(live, Verdict.refuse(Reason.PROTOCOL_UNSUPPORTED, "IP protocol " + request.protocol()));
            return;
        }
        if (!cookieGood(live, request.cookie())) {
            return;
        }
        byte[] unsupported = Answers.unsupportedOptions(request, live.service.config().serverProtocol());
        if (unsupported.length > 0) {
            loop.refuse(live, Verdict.refuse(Reason.TCP_OPTION_UNSUPPORTED, "" + request.tcpOptions()), unsupported);
            return;
        }
        authorization.begin(live);
    }

    /** RFC 8803 §4.2.7: a customer shows that it gets what is sent to its address. MP_CONVERT has no room for that. */
    private boolean cookieGood(Live live, Optional<Cookie> shown) {
        Conversion c = live.data;
        Optional<CookieConfig> required =
                live.service.config().explicit().map(Explicit::cookie).filter(CookieConfig::required);
        if (required.isEmpty()) {
            return true;
        }
        InetAddress customer = c.customer.remote.getAddress();
        long now = Conversion.now();
        long lifetime = required.get().keyLifetime().toMillis();
        if (shown.isEmpty()) {
            byte[] cookie = live.service.cookies().of(customer, now, lifetime);
            loop.refuse(live, Verdict.refuse(Reason.COOKIE_MISSING, ""), Answers.missingCookie(c, cookie));
            return false;
        }
        if (!live.service.cookies().valid(shown.get().value().toBytes(), customer, now, lifetime)) {
            loop.refuse(live, Verdict.refuse(Reason.COOKIE_INVALID, ""));
            return false;
        }
        return true;
    }

    /** The customer may not use the service, and keeps what it would have without it (draft S5.2.2). */
    private void pass(Live live) {
        Conversion c = live.data;
        live.service.config().intercept().ifPresent(it -> live.service
                .signals()
                .filter()
                .leaveAlone(live.service.name(), c.customer.remote.getAddress(), it.refusedLifetime()));
        Optional<Reason> full = live.seat.convert();
        if (full.isPresent()) {
            loop.refuse(live, Verdict.refuse(full.get(), ""));
        } else {
            opening.openUnconverted(live);
        }
    }

    /** There is room for one more conversion, and it goes where it may; who only asks is answered. */
    private void admit(Live live) {
        if (live.data.destination == null) {
            loop.decide(live, Verdict.pass(Reason.INQUIRY));
            loop.answer(live, Answers.supported());
            return;
        }
        Optional<Reason> full = live.seat.convert();
        if (full.isPresent()) {
            loop.refuse(live, Verdict.refuse(full.get(), ""));
            return;
        }
        if (!live.service.config().hairpinning()
                && live.service.guard().hairpin(live.data.destination) instanceof Verdict.Refuse refusal) {
            loop.refuse(live, refusal);
            return;
        }
        opening.openServer(live);
    }
}
