package io.braid.lab.figure;

import io.braid.lab.appliance.Netconf;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an appliance tells of its RADIUS servers over NETCONF. */
final class RadiusServers {
    static final String MODULE = "urn:braid:yang:braid-radius";

    private static final long LIMIT_NANOS = 20_000_000_000L;
    private static final long LOOK_MS = 50;

    private RadiusServers() {}

    /** A leaf of a server's port; empty if it is not there. */
    static String leaf(Netconf session, String server, String purpose, String leaf) throws IOException {
        String reply = session.call("<get><filter><radius xmlns=\"" + MODULE + "\"><server><name>" + server
                + "</name><port><purpose>" + purpose + "</purpose><" + leaf + "/></port></server></radius></filter></get>");
        Matcher found = Pattern.compile("<" + leaf + ">([^<]*)</").matcher(reply);
        return found.find() ? found.group(1) : "";
    }

    /** A counter of the port for authentication. */
    static long count(Netconf session, String server, String counter) throws IOException {
        String text = leaf(session, server, "authentication", counter);
        return text.isEmpty() ? 0 : Long.parseLong(text);
    }

    /** A counter of the requests that servers send (RFC 5176). */
    static long dynamic(Netconf session, String counter) throws IOException {
        return statistic(session, "dynamic-authorization", counter);
    }

    /** A counter of the reports to servers. */
    static long accounting(Netconf session, String counter) throws IOException {
        return statistic(session, "accounting", counter);
    }

    private static long statistic(Netconf session, String container, String counter) throws IOException {
        String reply = session.call("<get><filter><radius xmlns=\"" + MODULE + "\"><" + container + "><statistics><" + counter
                + "/></statistics></" + container + "></radius></filter></get>");
        Matcher found = Pattern.compile("<" + counter + ">(\\d+)</").matcher(reply);
        return found.find() ? Long.parseLong(found.group(1)) : -1;
    }

    /** Waits until a port is up, dead, or what else is wanted. */
    static void await(Netconf session, String server, String purpose, String liveness) throws IOException {
        long deadline = System.nanoTime() + LIMIT_NANOS;
        String now = leaf(session, server, purpose, "liveness");
        while (!now.equals(liveness)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("server " + server + " is " + now + " and not " + liveness + ": "
                        + leaf(session, server, purpose, "reason"));
            }
            Background.pause(LOOK_MS);
            now = leaf(session, server, purpose, "liveness");
        }
    }

    /** Asks by the rpc test-radius: its whole answer. */
    static String test(Netconf session, String user) throws IOException {
        return session.call("<test-radius xmlns=\"" + MODULE + "\"><user-name>" + user + "</user-name></test-radius>");
    }
}
