package io.braid.appliance.state;

import io.braid.engine.authorize.SubscriberKey;
import io.braid.engine.authorize.Subscribers;
import io.braid.engine.authorize.Subscription;
import io.braid.engine.config.AddressPrefix;
import io.braid.yang.port.StateProvider;
import io.braid.yang.port.StateQuery;
import io.braid.yang.schema.LeafSchema;
import io.braid.yang.schema.ListSchema;
import io.braid.yang.tree.Branch;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The subscribers that are attached. One that is asked for by its keys costs as much whether there are others or not. */
public final class SubscriberState implements StateProvider {
    private final Subscribers subscribers;

    public SubscriberState(Subscribers subscribers) {
        this.subscribers = subscribers;
    }

    @Override
    public String path() {
        return "/braid-mcp:mcp/braid-subscriber:subscribers/subscriber";
    }

    @Override
    public Stream<Branch> entries(StateQuery query) {
        List<LeafSchema> keys = ((ListSchema) query.node()).keys();
        String service = query.equal().get(keys.getFirst());
        String prefix = query.equal().get(keys.getLast());
        Stream<Subscription> found = service != null && prefix != null
                ? subscribers.of(new SubscriberKey(service, AddressPrefix.of(prefix))).stream()
                : subscribers.all().sorted(Comparator.comparing(Subscription::id));
        return found.limit(query.limit()).map(each -> SubscriptionView.branch(query.node(), each));
    }
}
