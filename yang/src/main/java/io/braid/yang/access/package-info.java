/** Access control (RFC 8341): what a user may read, change, execute and be told, by the rules of {@code ietf-netconf-acm}. */
package io.braid.yang.access;
