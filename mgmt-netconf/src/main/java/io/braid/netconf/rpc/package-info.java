/** The messages rpc and rpc-reply (RFC 6241 §4), whatever the operation. */
package io.braid.netconf.rpc;
