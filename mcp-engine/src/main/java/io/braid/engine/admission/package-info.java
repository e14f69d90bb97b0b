/** How much of a service one customer, and all together, may have; and the cookies customers prove their address with. */
package io.braid.engine.admission;
