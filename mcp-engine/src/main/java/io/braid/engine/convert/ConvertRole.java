package io.braid.engine.convert;

/** Who reads a message: the rules of RFC 8803 differ (§4.2.1). */
public enum ConvertRole {
    /** The Transport Converter: a downstream MCP. Answers what it cannot accept with an Error TLV. */
    CONVERTER,
    /** The Client: an upstream MCP. Resets the connection. */
    CLIENT
}
