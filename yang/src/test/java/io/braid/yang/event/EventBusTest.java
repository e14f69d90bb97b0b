package io.braid.yang.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.yang.port.NotificationStream.Event;
import io.braid.yang.schema.ContainerSchema;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.Models;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Leaf;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bus tells everybody everything in order, never waits for one who does not listen, and says what was lost. */
@Timeout(30)
final class EventBusTest {
    private static final ContainerSchema START =
            Models.braid().notification("ietf-netconf-notifications", "netconf-session-start");

    private static Event event(int at, String user) {
        return new Event(
                Instant.ofEpochSecond(at),
                Branch.of(START, List.of(new Leaf((LeafSchema) START.child("username"), user))));
    }

    private static String text(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Happened happened -> user(happened.event());
            case Delivery.Replayed replayed -> "replayed " + user(replayed.event());
            case Delivery.Lost lost -> "lost " + lost.count();
            case Delivery.ReplayDone _ -> "replay done";
            case Delivery.Closed _ -> "closed";
        };
    }

    private static String user(Event event) {
        return event.content().value(START.child("username")).orElseThrow();
    }

    /** What is there now. */
    private static List<String> all(Mailbox mailbox) throws InterruptedException {
        List<String> texts = new ArrayList<>();
        for (Optional<Delivery> next = mailbox.next(Duration.ZERO); next.isPresent(); next = mailbox.next(Duration.ZERO)) {
            texts.add(text(next.get()));
        }
        return texts;
    }

    @Test
    void notificationsOfAllModulesHaveTheirSchema() {
        assertEquals("/ietf-netconf-notifications:netconf-session-start", START.path());
        assertEquals("username", START.children().getFirst().name());
        assertThrows(IllegalArgumentException.class, () -> Models.braid().notification("ietf-netconf-notifications", "x"));
    }

    @Test
    void everySubscriberGetsEveryEventInOrder() throws InterruptedException {
        EventBus bus = new EventBus(0);
        List<String> direct = new ArrayList<>();
        bus.publish(event(0, "too early"));
        var subscription = bus.subscribe(event -> direct.add(user(event)));
        Mailbox mailbox = bus.open(10);
        bus.publish(event(1, "ann"));
        bus.publish(event(2, "bob"));
        subscription.close();
        bus.publish(event(3, "cid"));
        assertEquals(List.of("ann", "bob"), direct);
        assertEquals(List.of("replay done", "ann", "bob", "cid"), all(mailbox));
    }

    @Test
    void aFullQueueTellsHowManyEventsAreMissingAndWhere() throws InterruptedException {
        EventBus bus = new EventBus(0);
        Mailbox slow = bus.open(2);
        IntStream.range(0, 7).forEach(i -> bus.publish(event(i, "e" + i)));
        assertEquals("replay done", text(slow.next(Duration.ZERO).orElseThrow()));
        assertEquals("e0", text(slow.next(Duration.ZERO).orElseThrow()));
        bus.publish(event(8, "late"));
        assertEquals(List.of("e1", "lost 5", "late"), all(slow));
        assertEquals(List.of(), all(slow));
        IntStream.range(0, 3).forEach(i -> bus.publish(event(i, "f" + i)));
        assertEquals(List.of("f0", "f1", "lost 1"), all(slow));
    }

    @Test
    void theLogIsReplayedFromATimeAndForgetsTheOldest() throws InterruptedException {
        EventBus bus = new EventBus(3);
        IntStream.range(0, 5).forEach(i -> bus.publish(event(i, "e" + i)));
        Mailbox mailbox = bus.open(1, Instant.ofEpochSecond(3));
        bus.publish(event(5, "live"));
        assertEquals(List.of("replayed e3", "replayed e4", "replay done", "live"), all(mailbox));
        assertEquals(
                List.of("replayed e3", "replayed e4", "replayed live", "replay done"),
                all(bus.open(1, Instant.EPOCH)));
    }

    @Test
    void aReceiverThatFailsHoldsBackNobody() throws InterruptedException {
        EventBus bus = new EventBus(0);
        bus.subscribe(_ -> {
            throw new IllegalStateException("as this test wants it");
        });
        Mailbox mailbox = bus.open(1);
        bus.publish(event(1, "ann"));
        assertEquals(List.of("replay done", "ann"), all(mailbox));
    }

    @Test
    void closingWakesWhoWaits() throws InterruptedException {
        EventBus bus = new EventBus(0);
        Mailbox mailbox = bus.open(1);
        mailbox.next(Duration.ZERO);
        Thread closer = Thread.ofVirtual().start(mailbox::close);
        assertEquals("closed", text(mailbox.next(Mailbox.FOREVER).orElseThrow()));
        closer.join();
    }

    @Test
    void publishersOfManyThreadsAndASlowReaderLoseNothingUntold() throws InterruptedException {
        EventBus bus = new EventBus(10);
        Mailbox mailbox = bus.open(5);
        List<Thread> publishers = IntStream.range(0, 4)
                .mapToObj(t -> Thread.ofPlatform().start(() -> IntStream.range(0, 2000)
                        .forEach(i -> bus.publish(event(i, "u")))))
                .toList();
        long told = 0;
        while (told < 8000) {
            Delivery next = mailbox.next(Mailbox.FOREVER).orElseThrow();
            told += switch (next) {
                case Delivery.Happened _ -> 1;
                case Delivery.Lost lost -> lost.count();
                default -> 0;
            };
        }
        for (Thread publisher : publishers) {
            publisher.join();
        }
        assertEquals(8000, told);
        assertTrue(mailbox.next(Duration.ZERO).isEmpty());
    }
}
