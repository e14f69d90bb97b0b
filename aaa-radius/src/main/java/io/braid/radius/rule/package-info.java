/** Rules that servers send: the grammar of IPFilterRule (RFC 6733 §4.3.1), and lists of them (RFC 4849). */
package io.braid.radius.rule;
