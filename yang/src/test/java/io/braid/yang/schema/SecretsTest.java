package io.braid.yang.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which leaves are secret. */
class SecretsTest {
    @Test
    void theModelNamesItsSecrets() {
        List<String> secrets = new ArrayList<>();
        collect(Models.braid().root(), secrets);
        assertEquals(
                List.of(
                        "/braid-radius:radius/user-password",
                        "/braid-radius:radius/dynamic-authorization/client/shared-secret",
                        "/braid-radius:radius/server/udp/shared-secret",
                        "/braid-radius:radius/server/tls/private-key",
                        "/braid-system:system/authentication/user/password"),
                secrets);
    }

    private static void collect(InnerSchema around, List<String> secrets) {
        for (SchemaNode child : around.children()) {
            switch (child) {
                case InnerSchema inner -> collect(inner, secrets);
                case ValueSchema leaf -> {
                    if (leaf.secret()) {
                        secrets.add(leaf.path());
                    }
                }
            }
        }
    }
}
