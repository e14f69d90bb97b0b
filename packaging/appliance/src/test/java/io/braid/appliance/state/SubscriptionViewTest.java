package io.braid.appliance.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.braid.yang.schema.InnerSchema;
import io.braid.yang.schema.Models;
import io.braid.yang.schema.SchemaNode;
import io.braid.yang.tree.Branch;
import io.braid.yang.tree.Reader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is known of a subscriber is told, all of it, in the words of the model. */
class SubscriptionViewTest {
    private static final InnerSchema SUBSCRIBER = schema();

    private static InnerSchema schema() {
        InnerSchema mcp = (InnerSchema) Models.braid().root().child("mcp");
        return (InnerSchema) ((InnerSchema) mcp.child("subscribers")).child("subscriber");
    }

    @Test
    void everyLeafOfTheModelIsTold() {
        Branch branch = SubscriptionView.branch(SUBSCRIBER, new Told());
        Reader subscriber = Reader.of(branch);
        Reader policy = subscriber.container("policy");
        InnerSchema model = (InnerSchema) SUBSCRIBER.child("policy");
        Branch told = (Branch) branch.child(model).orElseThrow();
        List<String> untold = model.children().stream()
                .filter(leaf -> told.child(leaf).isEmpty())
                .map(SchemaNode::name)
                .toList();
        assertEquals(List.of(), untold);
        assertEquals("2001:db8::/64", subscriber.text("prefix"));
        assertEquals("ann", subscriber.text("identity"));
        assertEquals("12", subscriber.list("path").getFirst().text("octets-to"));
        assertEquals("allow-tcp-only", policy.text("use"));
        assertEquals("12:fe", policy.text("host-id"));
        assertEquals("lte", policy.list("path").getFirst().text("label"));
        assertEquals(2, policy.values("filter").size());
    }
}
