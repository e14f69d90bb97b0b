package io.braid.cli.table;

import io.braid.yang.codec.Lines;
import io.braid.yang.schema.Schema;
import io.braid.yang.xpath.Instance;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The tables that have a command of their own. The order of their columns is a promise to whoever reads them: new ones come
 * last, and a release note tells of any other change.
 */
public final class Tables {
    private static final Table CONVERSIONS = new Table(
            "",
            "mcp/conversions/conversion",
            List.of(
                    Column.of("ID", "id"),
                    Column.of("SERVICE", "service"),
                    Column.of("PHASE", "phase"),
                    Column.of("CUSTOMER", "customer/remote-address", "customer/remote-port"),
                    Column.of("DESTINATION", "destination-address", "destination-port"),
                    Column.of("FROM", "customer/protocol"),
                    Column.of("TO", "server/protocol"),
                    Column.of("UP", "bytes-up"),
                    Column.of("DOWN", "bytes-down"),
                    Column.of("AGE", "age")),
            "No conversions.");

    private static final Table SERVICES = new Table(
            "",
            "mcp/service",
            List.of(
                    Column.of("SERVICE", "name"),
                    Column.of("ROLE", "role"),
                    Column.of("ENABLED", "enabled"),
                    Column.of("LISTENERS", "state/listener"),
                    Column.of("CONVERSIONS", "state/active-conversions")),
            "No services are configured.");

    private static final Table CONCENTRATORS = new Table(
            "Concentrators",
            "mcp/service/state/concentrator",
            List.of(
                    Column.of("SERVICE", "../../name"),
                    Column.of("CONCENTRATOR", "name"),
                    Column.of("ACCESS", "access"),
                    Column.of("HEALTH", "health"),
                    Column.of("AGAIN IN", "again-in"),
                    Column.of("REASON", "reason")),
            "No concentrators are known.");

    private static final Table SUBSCRIBERS = new Table(
            "",
            "mcp/subscribers/subscriber",
            List.of(
                    Column.of("SUBSCRIBER", "prefix"),
                    Column.of("SERVICE", "service"),
                    Column.of("BY", "authorizer"),
                    Column.of("IDENTITY", "identity"),
                    Column.of("CONVERSIONS", "conversions"),
                    Column.of("FROM", "octets-from"),
                    Column.of("TO", "octets-to"),
                    Column.of("SINCE", "attached-since")),
            "No subscribers.");

    private static final Table AUTHORIZATION = new Table(
            "Those who decide about subscribers",
            "mcp/subscribers/authorization",
            List.of(
                    Column.of("SERVICE", "service"),
                    Column.of("AVAILABLE", "available"),
                    Column.of("SINCE", "last-change"),
                    Column.of("REASON", "reason")),
            "Nobody was asked yet.");

    private static final Table ABILITIES = new Table(
            "Abilities",
            "mcp/kernel/ability",
            List.of(
                    Column.of("ABILITY", "name"),
                    Column.of("STATE", "state"),
                    Column.of("SEEN", "seen"),
                    Column.of("REMEDY", "remedy")),
            "Nothing is known of the kernel.");

    private static final Table TOTALS = new Table(
            "Relayed since the start, in conversions that have ended",
            "mcp/counters",
            List.of(Column.of("UP", "bytes-up"), Column.of("DOWN", "bytes-down")),
            "Nothing has been counted.");

    private static final Table DECISIONS = new Table(
            "Decisions since the start",
            "mcp/counters/decision",
            List.of(
                    Column.of("DECISION", "reason"),
                    Column.of("ROOM", "room"),
                    Column.of("COUNT", "count"),
                    Column.of("CLAUSE", "clause")),
            "Nothing has been decided.");

    private static final SequencedMap<String, View> ALL = new LinkedHashMap<>();

    /**
     * What one command shows.
     *
     * @param help what it is, in a few words
     * @param place the container or list that holds all of it, names from the root on: what the same command shows in other
     *     formats
     * @param tables one below the other
     */
    public record View(String help, String place, List<Table> tables) {
        public View {
            tables = List.copyOf(tables);
        }

        /**
         * Writes the tables, and ends the output.
         *
         * @param root the root of configuration and state
         * @param width columns of the terminal; 0 means that there is no limit
         */
        public void write(Schema schema, Instance root, int width, Lines out) {
            for (int i = 0; i < tables.size(); i++) {
                if (i > 0) {
                    out.line("");
                }
                new TableWriter(schema, tables.get(i), width, out).rows(root);
            }
            out.end();
        }
    }

    static {
        ALL.put("conversions", new View("the conversions that exist now", "mcp/conversions", List.of(CONVERSIONS)));
        ALL.put("paths", new View(
                "the subflows of the conversions",
                "mcp/conversions",
                List.of(subflows("Towards customers", "customer"), subflows("Towards servers", "server"))));
        ALL.put("services", new View("the services and their concentrators", "mcp/service", List.of(SERVICES, CONCENTRATORS)));
        ALL.put("subscribers", new View(
                "the subscribers that are attached, and whether those answer who decide about them",
                "mcp/subscribers",
                List.of(SUBSCRIBERS, AUTHORIZATION)));
        ALL.put("system", new View(
                "what the machine can do, and what was decided", "mcp", List.of(ABILITIES, TOTALS, DECISIONS)));
    }

    private Tables() {}

    /** The tables by the word that shows them. */
    public static Map<String, View> all() {
        return Collections.unmodifiableMap(ALL);
    }

    private static Table subflows(String title, String leg) {
        return new Table(
                title,
                "mcp/conversions/conversion/" + leg + "/subflow",
                List.of(
                        Column.of("CONVERSION", "../../id"),
                        Column.of("LOCAL", "local-address", "local-port"),
                        Column.of("REMOTE", "remote-address", "remote-port"),
                        Column.of("SERVICE", "../../service")),
                "No subflows.");
    }
}
