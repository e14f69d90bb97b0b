package io.braid.netconf.xml;

/**
 * An attribute; declarations of namespaces are none.
 *
 * @param namespace empty for none
 * @param prefix as it was written; empty for none
 * @param name without prefix
 * @param value with its entities resolved
 */
public record Attribute(String namespace, String prefix, String name, String value) {}
