/**
 * How a client tells the MCP where to go, and what it hears back: pure codecs, no I/O, no other room.
 *
 * <p>Three formats, told apart by their first bytes: messages of RFC 8803 (the 0-RTT TCP Convert Protocol), and the
 * MP_CONVERT Information Element (draft-boucadair-mptcp-plain-mode-10) or option (-09, -08) that a SYN with MP_CAPABLE may
 * carry. {@link io.braid.engine.convert.SignalDecoder} reads a request from the head of a stream, {@link
 * io.braid.engine.convert.AnswerEncoder} writes the answer to it; {@link io.braid.engine.convert.ConversionRequest} and
 * {@link io.braid.engine.convert.AnswerDecoder} are the same for the other end.
 *
 * <p>Whatever the bytes are, the decoders answer with a result or {@link io.braid.engine.convert.ConvertException}, and
 * never look behind the limit of the buffer they are given.
 */
package io.braid.engine.convert;
