package dev.flotilla.control.graphql.allowance;

import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The part of an address that one customer of a provider has: all of IPv4, 64 bits of IPv6. */
final class Network {
    private static final int PREFIX_BYTES = 8;

    private Network() {}

    static String of(@Nullable SocketAddress address) {
        String text = address == null ? null : address.hostAddress();
        try {
            return text == null ? "unknown" : of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException e) {
            return "unknown";
        }
    }

    private static String of(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), PREFIX_BYTES))
                : address.getHostAddress();
    }
}
