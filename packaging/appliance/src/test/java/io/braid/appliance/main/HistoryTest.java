package io.braid.appliance.main;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.braid.appliance.testing.Ncclient;
import io.braid.appliance.testing.Pair;
import io.braid.appliance.testing.RunningAppliance;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The history of the running appliance, and the ways back: roll-back, a commit that nobody confirms. */
@Timeout(300)
class HistoryTest {
    private static final String BASE = "urn:ietf:params:xml:ns:netconf:base:1.0";
    private static final String OWN = "urn:braid:yang:braid-configuration";

    @TempDir
    private Path directory;

    private Pair network;
    private RunningAppliance appliance;
    private String password;

    @BeforeEach
    void start() throws Exception {
        network = new Pair();
        appliance = run("first.log");
        password = appliance.password();
    }

    @AfterEach
    void stop() throws Exception {
        appliance.close();
        network.close();
    }

    private RunningAppliance run(String log) throws Exception {
        return RunningAppliance.start(
                network, directory.resolve(log), "--state", directory.resolve("state").toString());
    }

    private Ncclient login() throws Exception {
        return new Ncclient(network, 830, "admin", password);
    }

    private static void name(Ncclient client, String hostname) throws Exception {
        client.edit("<system xmlns=\"urn:braid:yang:braid-system\"><hostname>" + hostname + "</hostname></system>");
    }

    private static void commit(Ncclient client, String more) throws Exception {
        assertEquals(List.of(), client.tryRpc("<commit xmlns=\"" + BASE + "\">" + more + "</commit>"));
    }

    private static String comment(String text) {
        return "<comment xmlns=\"" + OWN + "\">" + text + "</comment>";
    }

    private static List<Ncclient.Refusal> rollback(Ncclient client, String input) throws Exception {
        return client.tryRpc("<rollback xmlns=\"" + OWN + "\">" + input + "</rollback>");
    }

    private static String history(Ncclient client, String inside) throws Exception {
        return client.get("<configuration xmlns=\"" + OWN + "\">" + inside + "</configuration>");
    }

    private static void contains(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), part + "\nis not in\n" + text);
        }
    }

    @Test
    void theHistoryTellsWhoChangedWhatWhenFromWhereAndWhy() throws Exception {
        try (Ncclient client = login()) {
            name(client, "one");
            commit(client, comment("a name"));
            name(client, "two");
            commit(client, "");
            String all = history(client, "");
            contains(all, "<generation>3</generation><confirmation-pending>false</confirmation-pending>", "<comment>a name</comment>");
            assertTrue(all.indexOf("<commit><generation>3<") < all.indexOf("<commit><generation>2<"), all);
            String second = history(client, "<commit><generation>2</generation></commit>");
            contains(second, "<user>admin</user><origin>netconf 127.0.0.1:",
                    "<change><path>/braid-system:system/hostname</path><operation>created</operation><after>one</after></change>");
            assertTrue(Pattern.compile("<time>\\d{4}-\\d\\d-\\d\\dT[0-9:.]+(Z|\\+00:00)</time>").matcher(second).find(), second);
            assertFalse(second.contains("<generation>1<"), second);
            contains(history(client, "<commit><generation>3</generation><change/></commit>"),
                    "<operation>changed</operation><before>one</before><after>two</after>");
            contains(history(client, "<commit><generation>1</generation></commit>"),
                    "<user>system</user><origin>appliance</origin>",
                    "<path>/braid-system:system/authentication/user[name='admin']/password</path>");
            assertEquals("invalid-value",
                    client.tryRpc("<commit xmlns=\"" + BASE + "\">" + comment("x".repeat(300)) + "</commit>").getFirst().tag());
        }
    }

    @Test
    void rollbackGoesBackAndCanBeTakenBackItself() throws Exception {
        try (Ncclient client = login()) {
            for (String each : List.of("one", "two", "three")) {
                name(client, each);
                commit(client, "");
            }
            assertEquals(List.of(), rollback(client, "<commits>2</commits><comment>too far</comment>"));
            contains(client.running(), "<hostname>one</hostname>");
            contains(history(client, "<commit><generation>5</generation></commit>"), "<comment>too far</comment>",
                    "<before>three</before><after>one</after>");
            assertEquals(List.of(), rollback(client, "<commits>1</commits><into>candidate</into>"));
            contains(client.running(), "<hostname>one</hostname>");
            commit(client, "");
            contains(client.running(), "<hostname>three</hostname>");
            Ncclient.Refusal tooMany = rollback(client, "<commits>6</commits>").getFirst();
            assertEquals("invalid-value", tooMany.tag());
            contains(tooMany.message(), "only 5 commits");
            assertEquals("invalid-value", rollback(client, "<commits>0</commits>").getFirst().tag());
            assertEquals("missing-element", rollback(client, "").getFirst().tag());
            try (Ncclient other = login()) {
                assertEquals(List.of(), other.tryRpc("<lock xmlns=\"" + BASE + "\"><target><running/></target></lock>"));
                assertEquals("in-use", rollback(client, "<commits>1</commits>").getFirst().tag());
            }
            contains(appliance.log(), "operation=rollback outcome=ok", "operation=rollback outcome=refused");
        }
    }

    @Test
    void aRestartRollsBackWhatWasNotConfirmed() throws Exception {
        String confirmed = "<confirmed/><confirm-timeout>600</confirm-timeout><persist>p</persist>";
        try (Ncclient client = login()) {
            name(client, "kept");
            commit(client, "");
            name(client, "tried");
            commit(client, confirmed);
            contains(client.running(), "<hostname>tried</hostname>");
            contains(history(client, ""), "<confirmation-pending>true</confirmation-pending>");
        }
        appliance.kill();
        appliance = run("second.log");
        contains(appliance.log(), "not confirmed before the restart");
        try (Ncclient client = login()) {
            contains(client.running(), "<hostname>kept</hostname>");
            contains(history(client, ""), "<confirmation-pending>false</confirmation-pending>",
                    "<comment>not confirmed before the restart</comment>");
            name(client, "tried");
            commit(client, confirmed);
        }
        // The session is over, the persistent commit waits on; another session ends it either way.
        try (Ncclient client = login()) {
            contains(client.running(), "<hostname>tried</hostname>");
            assertEquals("invalid-value",
                    client.tryRpc("<cancel-commit xmlns=\"" + BASE + "\"><persist-id>q</persist-id></cancel-commit>")
                            .getFirst().tag());
            assertEquals(List.of(),
                    client.tryRpc("<cancel-commit xmlns=\"" + BASE + "\"><persist-id>p</persist-id></cancel-commit>"));
            contains(client.running(), "<hostname>kept</hostname>");
            name(client, "confirmed");
            commit(client, confirmed);
            commit(client, "<persist-id>p</persist-id>");
        }
        appliance.kill();
        appliance = run("third.log");
        try (Ncclient client = login()) {
            contains(client.running(), "<hostname>confirmed</hostname>");
        }
    }
}
