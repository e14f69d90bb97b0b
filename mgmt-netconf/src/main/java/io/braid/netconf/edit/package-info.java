/** Configuration as messages carry it: elements with operations. */
package io.braid.netconf.edit;
