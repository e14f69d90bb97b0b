package io.braid.appliance.state;

import io.braid.engine.authorize.Ending;
import io.braid.engine.authorize.SubscriberKey;
import io.braid.engine.authorize.Subscribers;
import io.braid.engine.authorize.Subscription;
import io.braid.engine.config.AddressPrefix;
import io.braid.yang.error.DataError;
import io.braid.yang.error.DatastoreException;
import io.braid.yang.error.ErrorTag;
import io.braid.yang.port.ActionHandler;
import io.braid.yang.port.Session;
import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.OperationSchema;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.DataPath;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.ExecutionException;

/** What an operator can do to a subscriber. */
public final class SubscriberAction implements ActionHandler {
    private static final long ANSWER_MS = 10_000;

    /** What is done; whether the subscriber was there still. */
    private interface Deed {
        boolean to(Subscription subscription) throws DatastoreException;
    }

    private final OperationSchema action;
    private final Subscribers subscribers;
    private final Deed deed;

    private SubscriberAction(OperationSchema action, Subscribers subscribers, Deed deed) {
        this.action = action;
        this.subscribers = subscribers;
        this.deed = deed;
    }

    /** All of them. */
    public static List<ActionHandler> all(Subscribers subscribers, Schema schema) {
        InnerSchema mcp = (InnerSchema) schema.root().child("mcp");
        InnerSchema list = (InnerSchema) ((InnerSchema) mcp.child("subscribers")).child("subscriber");
        return list.operations().stream()
                .<ActionHandler>map(action -> new SubscriberAction(action, subscribers, switch (action.name()) {
                    case "clear-subscriber" -> each -> cleared(subscribers, each);
                    case "reauthorize" -> subscribers::reauthorize;
                    default -> throw new IllegalStateException("nobody performs " + action);
                }))
                .toList();
    }

    /** Its conversions are over when the operator hears of it. */
    private static boolean cleared(Subscribers subscribers, Subscription subscription) throws DatastoreException {
        try {
            return subscribers.end(subscription, Ending.CLEARED).toCompletableFuture().get(ANSWER_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException | TimeoutException | CompletionException e) {
            throw new DatastoreException(
                    DataError.data(ErrorTag.OPERATION_FAILED, "/", "its conversions do not end: " + e.getMessage()));
        }
    }

    @Override
    public String path() {
        return action.path();
    }

    @Override
    public Branch invoke(Session session, DataPath on, Branch input) throws DatastoreException {
        List<String> keys = on.key().orElseThrow().values();
        SubscriberKey key = new SubscriberKey(keys.getFirst(), AddressPrefix.of(keys.getLast()));
        Subscription subscription = subscribers.of(key).orElse(null);
        if (subscription == null || !deed.to(subscription)) {
            throw new DatastoreException(
                    DataError.data(ErrorTag.DATA_MISSING, on.text(), "this subscriber is not attached any more"));
        }
        return Branch.empty(action.output());
    }
}
