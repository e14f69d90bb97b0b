/**
 * Who may use a service, and with which policy (draft S5.3).
 *
 * <p>A subscriber is known by the source of the first subflow of its connections: an address, or the IPv6 prefix that one
 * customer has. {@link io.braid.engine.authorize.Authorizer}s are asked in the operator's order, once per subscriber; what
 * they answer holds until it expires, is changed or is taken back. What came of it is a {@link
 * io.braid.engine.authorize.Subscription}, which counts what the subscriber does; {@link
 * io.braid.engine.authorize.Subscribers} finds, changes and ends them.
 */
package io.braid.engine.authorize;
