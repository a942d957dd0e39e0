package dev.flotilla.natives.libc;

import static dev.flotilla.natives.libc.Constant.AF_INET;
import static dev.flotilla.natives.libc.Constant.AF_INET6;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** {@code struct sockaddr_in} and {@code sockaddr_in6} in memory. Ports and addresses are in network order. */
public final class SocketAddresses {
    /** Room for either kind, in bytes. */
    public static final int SIZE = 32;

    private SocketAddresses() {}

    /** Writes the address at the offset and returns its length in bytes. The address must be resolved. */
    public static int write(InetSocketAddress address, ByteBuffer target, int offset) {
        InetAddress host = address.getAddress();
        int port = address.getPort();
        target.put(offset + Layout.SOCKADDR_PORT, (byte) (port >>> 8));
        target.put(offset + Layout.SOCKADDR_PORT + 1, (byte) port);
        return switch (host) {
            case Inet4Address v4 -> {
                target.putShort(offset, (short) AF_INET);
                target.put(offset + Layout.SOCKADDR_IN_ADDRESS, v4.getAddress());
                yield Layout.SOCKADDR_IN_SIZE;
            }
            case Inet6Address v6 -> {
                target.putShort(offset, (short) AF_INET6);
                target.put(offset + Layout.SOCKADDR_IN6_ADDRESS, v6.getAddress());
                target.putInt(offset + Layout.SOCKADDR_IN6_SCOPE, v6.getScopeId());
                yield Layout.SOCKADDR_IN6_SIZE;
            }
            default -> throw new IllegalArgumentException("address '" + address + "' is neither IPv4 nor IPv6");
        };
    }

    /** Reads the address at the offset; empty when the memory holds neither IPv4 nor IPv6. */
    public static Optional<InetSocketAddress> read(ByteBuffer source, int offset) {
        return switch (source.getShort(offset)) {
            case AF_INET -> Optional.of(read(source, offset, Layout.SOCKADDR_IN_ADDRESS, 4));
            case AF_INET6 -> Optional.of(read(source, offset, Layout.SOCKADDR_IN6_ADDRESS, 16));
            default -> Optional.empty();
        };
    }

    private static InetSocketAddress read(ByteBuffer source, int offset, int field, int length) {
        byte[] host = new byte[length];
        source.get(offset + field, host);
        int high = source.get(offset + Layout.SOCKADDR_PORT) & 0xff;
        int low = source.get(offset + Layout.SOCKADDR_PORT + 1) & 0xff;
        try {
            return new InetSocketAddress(InetAddress.getByAddress(host), high << 8 | low);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 and 16 bytes are the lengths of addresses", e);
        }
    }
}
