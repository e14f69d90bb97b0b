/** Data in messages: trees as XML, state from its providers. */
package io.braid.netconf.data;
