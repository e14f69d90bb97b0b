/**
 * Event loops, listeners, the state machine of a conversion and the pump that moves its bytes.
 *
 * <p>A conversion is data: {@link io.braid.engine.relay.Conversion} holds all of its state, and
 * {@link io.braid.engine.relay.ConversionCodec} writes and reads it. What a loop needs beside it (registrations, a
 * reminder) is made anew from the data.
 */
package io.braid.engine.relay;
