/** How packets of customers, and of servers that answer a customer's address, come to this host (draft S5.2.2, S5.4.1). */
package io.braid.engine.intercept;
