package io.braid.netconf.session;

import io.braid.yang.port.Principal;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The other side of a session.
 *
 * @param principal who it is
 * @param host its address, for {@code netconf-state}
 * @param in what it sends; ends when the transport ends
 * @param out what it gets
 * @param close ends the transport; must not block; may be called more than once, by any thread
 */
public record Peer(Principal principal, String host, InputStream in, OutputStream out, Runnable close) {}
