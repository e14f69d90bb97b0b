package io.braid.appliance.state;

import io.braid.engine.authorize.AuthorizationHealth;
import io.braid.engine.authorize.Ending;
import io.braid.engine.authorize.SubscriberListener;
import io.braid.engine.authorize.Subscription;
import io.braid.engine.concentrator.Attachment;
import io.braid.engine.concentrator.Condition;
import io.braid.engine.relay.Notice;
import io.braid.engine.relay.ServiceStatus;
import io.braid.radius.client.ServerHealth;
import io.braid.yang.event.EventBus;
import io.braid.yang.schema.Schema;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Consumer;

/** Tells by notifications what operators want to hear of at once. Nothing here waits: event loops call it. */
public final class Announcer {
    private static final String MCP = "braid-mcp";
    private static final String RADIUS = "braid-radius";
    private static final String SUBSCRIBER = "braid-subscriber";
    private static final String SYSTEM = "braid-system";

    private final Schema schema;
    private final EventBus bus;

    public Announcer(Schema schema, EventBus bus) {
        this.schema = schema;
        this.bus = bus;
    }

    private void tell(String module, String notification, Consumer<BranchBuilder> content) {
        BranchBuilder builder = new BranchBuilder(schema.notification(module, notification));
        content.accept(builder);
        bus.publish(builder.build());
    }

    /** A service began to work, or ceased to. */
    public void service(ServiceStatus status) {
        tell(MCP, "service-state-change", to -> {
            to.leaf("service", status.service()).leaf("oper-status", status.oper());
            reason(to, status.reason());
        });
    }

    /** Connections were refused. */
    public void refused(Notice notice) {
        tell(MCP, "limit-reached", to -> {
            to.leaf("service", notice.service())
                    .leaf("reason", notice.reason().label())
                    .leaf("clause", notice.reason().clause())
                    .leaf("count", notice.times());
            if (!notice.detail().isEmpty()) {
                to.leaf("detail", notice.detail());
            }
        });
    }

    /** A concentrator failed, asked to be left alone, or works again. */
    public void concentrator(Attachment attachment, Condition condition) {
        tell(MCP, "concentrator-health-change", to -> {
            to.socket("", attachment.concentrator())
                    .leaf("access", attachment.access().isEmpty() ? "-" : attachment.access())
                    .leaf("health", condition.health());
            condition.cause().ifPresent(cause -> to.leaf("reason", cause.reason().label()).leaf("detail", cause.detail()));
        });
    }

    /** Those who decide about subscribers cease to answer, or answer again. */
    public void authorization(AuthorizationHealth health) {
        tell(SUBSCRIBER, "authorization-change", to -> {
            to.leaf("service", health.service());
            AuthorizationState.fill(to, health);
        });
    }

    /** Hears of subscribers, and tells of those whose stay was ended on purpose. */
    public SubscriberListener subscribers() {
        return new SubscriberListener() {
            @Override
            public void attached(Subscription subscription) {}

            @Override
            public void detached(Subscription subscription, Ending ending) {
                if (ending == Ending.DISCONNECTED || ending == Ending.CLEARED) {
                    tell(SUBSCRIBER, "subscriber-end", to -> to.leaf("service", subscription.key().service())
                            .leaf("prefix", subscription.key().prefix())
                            .leaf("id", subscription.id())
                            .leaf("reason", ending));
                }
            }
        };
    }

    /** A RADIUS server began to answer, or ceased to. */
    public void radius(ServerHealth health) {
        tell(RADIUS, "radius-server-change", to -> {
            to.leaf("server", health.server()).leaf("purpose", health.purpose()).leaf("liveness", health.liveness());
            reason(to, health.reason());
        });
    }

    /** The stored configuration was found damaged, or cannot be used. */
    public void damaged(String fault) {
        tell(SYSTEM, "configuration-damaged", to -> to.leaf("fault", fault));
    }

    /**
     * The SSH server lacks an address, or has it again.
     *
     * @param reason what is in the way; empty if it listens now
     */
    public void management(InetSocketAddress address, Optional<String> reason) {
        tell(SYSTEM, "management-address-change", to -> {
            to.socket("", address).leaf("listening", reason.isEmpty());
            reason(to, reason.orElse(""));
        });
    }

    private static void reason(BranchBuilder to, String reason) {
        if (!reason.isEmpty()) {
            to.leaf("reason", reason);
        }
    }
}
