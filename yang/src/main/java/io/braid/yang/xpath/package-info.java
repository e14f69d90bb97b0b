/**
 * XPath 1.0 with YANG's functions (RFC 7950 §6.4, §10), evaluated over the instance tree as YANG wants it seen: with
 * defaults in use, and with containers that always exist. yangtools parses the expressions.
 */
package io.braid.yang.xpath;
