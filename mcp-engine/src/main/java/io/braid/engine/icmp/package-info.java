/** What ICMP says about servers that cannot be reached (RFC 8803 §4.2.8, Destination Unreachable). */
package io.braid.engine.icmp;
