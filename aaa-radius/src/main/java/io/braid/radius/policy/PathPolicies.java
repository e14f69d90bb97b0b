package io.braid.radius.policy;

import io.braid.engine.authorize.SubscriberPolicy.PathPolicy;
import io.braid.engine.config.AddressPrefix;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Reads Mcp-Path-Policy, whose value is a sequence of attributes itself (RFC 8044 §3.13). A second prefix begins another
 * access network: FreeRADIUS writes neighbours into one attribute.
 */
final class PathPolicies {
    private static final String NAME = "Mcp-Path-Policy";
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private final List<PathPolicy> done = new ArrayList<>();
    private Optional<AddressPrefix> prefix;
    private OptionalInt priority;
    private boolean backup;
    private OptionalInt weight;
    private OptionalLong maxRate;
    private boolean metered;
    private Optional<String> label;
    private OptionalLong quota;

    /** Adds what one attribute holds. */
    void add(byte[] value) throws PolicyException {
        begin();
        ByteBuffer in = ByteBuffer.wrap(value);
        while (in.hasRemaining()) {
            int type = Byte.toUnsignedInt(in.get());
            int length = in.hasRemaining() ? Byte.toUnsignedInt(in.get()) - 2 : -1;
            if (length < 0 || length > in.remaining()) {
                throw Values.invalid(NAME + " does not hold attributes");
            }
            byte[] part = new byte[length];
            in.get(part);
            take(type, part);
        }
        end();
    }

    List<PathPolicy> all() {
        return done;
    }

    /** Numbers as in {@code dictionary.braid}. */
    private void take(int type, byte[] value) throws PolicyException {
        switch (type) {
            case 1 -> prefix(Values.prefix("Mcp-Path-Prefix-IPv4", value, IPV4_BITS));
            case 2 -> prefix(Values.prefix("Mcp-Path-Prefix-IPv6", value, IPV6_BITS));
            case 3 -> priority = OptionalInt.of((int) number(value, Integer.MAX_VALUE));
            case 4 -> backup = number(value, 1) == 1;
            case 5 -> weight = OptionalInt.of((int) number(value, Integer.MAX_VALUE));
            case 6 -> maxRate = OptionalLong.of(number(value, Long.MAX_VALUE));
            case 7 -> metered = number(value, 1) == 1;
            case 8 -> label = Optional.of(new String(value, StandardCharsets.UTF_8));
            case 9 -> quota = OptionalLong.of(number(value, Long.MAX_VALUE));
            default -> throw new PolicyException(
                    ErrorCause.UNSUPPORTED_ATTRIBUTE, NAME + " has an attribute " + type + ", which is unknown");
        }
    }

    private void prefix(AddressPrefix value) {
        if (prefix.isPresent()) {
            end();
            begin();
        }
        prefix = Optional.of(value);
    }

    private static long number(byte[] value, long most) throws PolicyException {
        long number = switch (value.length) {
            case Integer.BYTES -> Integer.toUnsignedLong(ByteBuffer.wrap(value).getInt());
            case Long.BYTES -> ByteBuffer.wrap(value).getLong();
            default -> -1;
        };
        if (number < 0 || number > most) {
            throw Values.invalid(NAME + " has a number that is none, or is too large");
        }
        return number;
    }

    private void begin() {
        prefix = Optional.empty();
        priority = OptionalInt.empty();
        backup = false;
        weight = OptionalInt.empty();
        maxRate = OptionalLong.empty();
        metered = false;
        label = Optional.empty();
        quota = OptionalLong.empty();
    }

    private void end() {
        done.add(new PathPolicy(prefix, priority, backup, weight, maxRate, metered, label, quota));
    }
}
