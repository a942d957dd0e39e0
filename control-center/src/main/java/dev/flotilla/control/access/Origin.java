package dev.flotilla.control.access;

import dev.flotilla.id.UserId;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where a password is tried from: a network, as wide as one customer of a provider has it (an IPv4 address, or the /64 of an
 * IPv6 one), or the session of somebody who has signed in.
 */
public record Origin(String text) {
    private static final int PREFIX_BYTES = 8;
    private static final Origin UNKNOWN = new Origin("unknown");

    /** Of an address written in digits; all that are none are one origin. */
    public static Origin of(@Nullable String address) {
        try {
            return address == null ? UNKNOWN : of(InetAddress.ofLiteral(address));
        } catch (IllegalArgumentException e) {
            return UNKNOWN;
        }
    }

    static Origin session(UserId user) {
        return new Origin("session of " + user);
    }

    private static Origin of(InetAddress address) {
        return address instanceof Inet6Address
                ? new Origin(HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), PREFIX_BYTES)) + "/64")
                : new Origin(address.getHostAddress());
    }
}
