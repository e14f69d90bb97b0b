/**
 * What a retrieval wants: subtree filters (RFC 6241 §6), XPath (§8.9) and defaults (RFC 6243), evaluated on the tree. State is
 * asked for only where a filter leads.
 */
package io.braid.netconf.filter;
