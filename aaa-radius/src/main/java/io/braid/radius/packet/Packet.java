package io.braid.radius.packet;

/**
 * A packet that was received and found genuine.
 *
 * @param code its kind
 * @param identifier 0 to 255
 * @param attributes what it holds, without the Message-Authenticator
 */
public record Packet(Code code, int identifier, Attributes attributes) {}
