/** What the datastore answers when it refuses: errors in the terms of RFC 6241 §4.3, which NETCONF and the CLI both tell. */
package io.braid.yang.error;
