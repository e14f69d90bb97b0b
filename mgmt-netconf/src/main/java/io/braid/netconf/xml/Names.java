package io.braid.netconf.xml;

/** The namespaces of NETCONF itself. */
public final class Names {
    /** RFC 6241. */
    public static final String BASE = "urn:ietf:params:xml:ns:netconf:base:1.0";

    /** RFC 7950: actions, and what errors say of data. */
    public static final String YANG = "urn:ietf:params:xml:ns:yang:1";

    /** RFC 6243: the parameter of operations. */
    public static final String WITH_DEFAULTS = "urn:ietf:params:xml:ns:yang:ietf-netconf-with-defaults";

    /** RFC 6243 §6: the attribute of data. */
    public static final String DEFAULT_ATTRIBUTE = "urn:ietf:params:xml:ns:netconf:default:1.0";

    /** RFC 5277. */
    public static final String NOTIFICATION = "urn:ietf:params:xml:ns:netconf:notification:1.0";

    /** RFC 6022. */
    public static final String MONITORING = "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring";

    /** RFC 8525. */
    public static final String LIBRARY = "urn:ietf:params:xml:ns:yang:ietf-yang-library";

    /** The module {@code braid-configuration}: comments of commits. */
    public static final String CONFIGURATION = "urn:braid:yang:braid-configuration";

    private Names() {}
}
