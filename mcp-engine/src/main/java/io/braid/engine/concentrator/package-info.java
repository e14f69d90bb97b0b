/** Which concentrators an upstream service can use now, and over which access network (RFC 8803 §6, plain-mode-10 §5.2). */
package io.braid.engine.concentrator;
