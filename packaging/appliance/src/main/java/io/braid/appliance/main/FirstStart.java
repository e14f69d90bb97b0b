package io.braid.appliance.main;

import io.braid.appliance.ssh.Passwords;
import io.braid.yang.codec.Document;
import io.braid.yang.codec.XmlReader;
import io.braid.yang.schema.Schema;
import io.braid.yang.tree.Branch;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * The configuration of an appliance that nobody has configured yet: one administrator, who alone may change it, and management
 * on the loopback.
 */
final class FirstStart {
    static final String ADMINISTRATOR = "admin";

    private static final int PORT = 830;
    private static final int PORT_WITHOUT_ROOT = 2830;
    private static final int CLI_PORT = 2222;
    private static final int BYTES_MAX = 10_000;

    private FirstStart() {}

    /**
     * A new configuration, whose password is told here and nowhere else.
     *
     * @param out the terminal
     */
    static Branch configuration(Schema schema, boolean root, PrintWriter out) {
        String password = Passwords.generate();
        int port = root ? PORT : PORT_WITHOUT_ROOT;
        // Told before it is stored: a hash whose password nobody has seen would lock the operator out.
        out.printf(
                "First start. NETCONF on 127.0.0.1 port %d, command line on port %d, administrator \"%s\", password: %s%n"
                        + "The password is shown this once; only its hash is stored.%n",
                port, CLI_PORT, ADMINISTRATOR, password);
        out.flush();
        // As long as nobody names ports, those of the model are served.
        String ports = root ? "" : "<port>%d</port><port>%d</port>".formatted(port, CLI_PORT);
        String text =
                """
                <config xmlns="urn:ietf:params:xml:ns:netconf:base:1.0">
                <system xmlns="urn:braid:yang:braid-system">
                  <ssh><address>127.0.0.1</address>%1$s</ssh>
                  <authentication><user><name>%2$s</name><password>%3$s</password></user></authentication>
                </system>
                <nacm xmlns="urn:ietf:params:xml:ns:yang:ietf-netconf-acm">
                  <groups><group><name>%2$s</name><user-name>%2$s</user-name></group></groups>
                  <rule-list>
                    <name>%2$s</name><group>%2$s</group>
                    <rule><name>everything</name><action>permit</action></rule>
                  </rule-list>
                </nacm>
                </config>
                """
                        .formatted(ports, ADMINISTRATOR, Passwords.hash(password));
        Document document = new XmlReader(schema, BYTES_MAX)
                .read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        if (!document.problems().isEmpty()) {
            throw new AssertionError("the first configuration fits the model: " + document.problems());
        }
        return document.root();
    }
}
