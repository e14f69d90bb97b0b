package io.braid.appliance.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.engine.authorize.AuthorizationHealth;
import io.braid.engine.authorize.Ending;
import io.braid.engine.authorize.Subscription;
import io.braid.engine.concentrator.Attachment;
import io.braid.engine.concentrator.Condition;
import io.braid.engine.concentrator.Health;
import io.braid.engine.verdict.Reason;
import io.braid.engine.verdict.Verdict;
import io.braid.yang.event.EventBus;
import io.braid.yang.schema.Models;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What happens in the engine, as notifications of the model. */
class AnnouncerTest {
    private static final Attachment DSL = Attachment.of(
            new InetSocketAddress(InetAddress.ofLiteral("2001:db8:c::1"), 5124), "wan1");

    private final List<Branch> told = new ArrayList<>();
    private final Announcer announcer;

    AnnouncerTest() {
        EventBus bus = new EventBus(0);
        bus.subscribe(event -> told.add(event.content()));
        announcer = new Announcer(Models.braid(), bus);
    }

    @Test
    void aConcentratorFailsWithAReasonAndWorksAgain() {
        Verdict.Refuse silent = Verdict.refuse(Reason.CONCENTRATOR_SILENT, "no handshake");
        announcer.concentrator(
                DSL, new Condition(Health.FAILED, Optional.of(silent), 0, Optional.empty(), 0, Optional.empty()));
        announcer.concentrator(
                DSL, new Condition(Health.USABLE, Optional.empty(), 0, Optional.empty(), 0, Optional.empty()));

        Reader failed = Reader.of(told.getFirst());
        assertEquals("2001:db8:c::1", failed.text("address"));
        assertEquals("wan1", failed.text("access"));
        assertEquals("failed", failed.text("health"));
        assertEquals("concentrator-silent", failed.text("reason"));
        Reader works = Reader.of(told.getLast());
        assertEquals("usable", works.text("health"));
        assertEquals(Optional.empty(), works.find("reason"));
    }

    @Test
    void whoDecidesAboutSubscribersFallsSilentWithAReasonAndAnswersAgain() {
        announcer.authorization(new AuthorizationHealth("home", false, "no answer in time", Instant.now()));
        announcer.authorization(new AuthorizationHealth("home", true, "", Instant.now()));
        Reader silent = Reader.of(told.getFirst());
        assertEquals("home", silent.text("service"));
        assertEquals("no answer in time", silent.text("reason"));
        assertEquals("true", Reader.of(told.getLast()).text("available"));
        assertEquals(Optional.empty(), Reader.of(told.getLast()).find("reason"));
    }

    @Test
    void onlyEndsOnPurposeAreTold() {
        Subscription subscription = new Told();
        for (Ending ending : Ending.values()) {
            announcer.subscribers().detached(subscription, ending);
        }
        assertEquals(
                List.of("disconnected", "cleared"),
                told.stream().map(Reader::of).map(each -> each.text("reason")).toList());
        assertEquals("2001:db8::/64", Reader.of(told.getFirst()).text("prefix"));
    }
}
