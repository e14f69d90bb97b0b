/** Messages in a stream of bytes: RFC 6242 §4, both framings. */
package io.braid.netconf.frame;
