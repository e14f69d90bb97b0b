package io.braid.netconf.rpc;

import io.braid.netconf.xml.Element;

/**
 * A request.
 *
 * @param head the rpc element with its attributes, which the reply repeats
 * @param operation what is asked for
 */
public record Rpc(Element head, Element operation) {}
