/**
 * IP packets with TCP as bytes: reading what customers and servers send, and writing what answers it (RFC 9293). No I/O;
 * no input throws.
 */
package io.braid.engine.packet;
