package io.braid.radius.testing;

import io.braid.engine.authorize.AuthorizationHealth;
import io.braid.engine.authorize.Ending;
import io.braid.engine.authorize.SubscriberKey;
import io.braid.engine.authorize.SubscriberListener;
import io.braid.engine.authorize.SubscriberMatch;
import io.braid.engine.authorize.SubscriberPolicy;
import io.braid.engine.authorize.Subscribers;
import io.braid.engine.authorize.Subscription;
import io.braid.engine.authorize.Usage;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The subscribers of a test, which are changed and ended at once. */
public final class GuestList implements Subscribers {
    private final List<Guest> guests = new CopyOnWriteArrayList<>();
    private final List<Guest> asked = new CopyOnWriteArrayList<>();

    public GuestList(Guest... guests) {
        this.guests.addAll(List.of(guests));
    }

    /** Those that were to be asked for again. */
    public List<Guest> asked() {
        return asked;
    }

    @Override
    public Stream<Subscription> all() {
        return guests.stream().map(guest -> guest);
    }

    @Override
    public Optional<Subscription> of(SubscriberKey key) {
        return all().filter(guest -> guest.key().equals(key)).findFirst();
    }

    @Override
    public List<Subscription> find(SubscriberMatch match) {
        return all().filter(match::fits).toList();
    }

    @Override
    public CompletionStage<Boolean> change(Subscription subscription, UnaryOperator<SubscriberPolicy> change) {
        ((Guest) subscription).policy(change.apply(subscription.policy()));
        return CompletableFuture.completedStage(guests.contains(subscription));
    }

    @Override
    public CompletionStage<Boolean> end(Subscription subscription, Ending ending) {
        return CompletableFuture.completedStage(guests.remove(subscription));
    }

    @Override
    public boolean reauthorize(Subscription subscription) {
        return asked.add((Guest) subscription);
    }

    @Override
    public CompletionStage<Usage> usage(Subscription subscription) {
        return CompletableFuture.completedStage(subscription.usage());
    }

    @Override
    public void listen(SubscriberListener listener) {
        guests.forEach(listener::attached);
    }

    @Override
    public Collection<AuthorizationHealth> health() {
        return List.of();
    }

    @Override
    public void onHealth(Consumer<AuthorizationHealth> watcher) {}
}
