/** Which connections a subscriber may open: ordered rules over addresses, ports and protocol (draft S5.3). */
package io.braid.engine.acl;
