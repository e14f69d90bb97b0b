/** NETCONF sessions over a pair of streams: hello, requests one after the other, end. */
package io.braid.netconf.session;
