package dev.flotilla.edge.foghorn.balance;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An IP address as 128 bits; one of version 4 is the same as its form within version 6. */
public record ClientAddress(long high, long low) {
    private static final long MAPPED = 0xFFFF_0000_0000L;
    private static final long MAPPED_MASK = 0xFFFF_FFFF_0000_0000L;

    /** Takes the address over. */
    public static ClientAddress of(InetAddress address) {
        return of(address.getAddress());
    }

    /** Reads a literal address, with or without brackets; never asks a name server. Null for anything else. */
    public static @Nullable ClientAddress parse(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        int zone = bare.indexOf('%');
        if (bare.indexOf(':') < 0 && bare.chars().filter(c -> c == '.').count() != 3) {
            return null; // 10.1 is an address to the library, too.
        }
        try {
            return of(InetAddress.ofLiteral(zone < 0 ? bare : bare.substring(0, zone)));
        } catch (IllegalArgumentException noLiteral) {
            return null;
        }
    }

    private static ClientAddress of(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return bytes.length == 4
                ? new ClientAddress(0, MAPPED | Integer.toUnsignedLong(buffer.getInt()))
                : new ClientAddress(buffer.getLong(), buffer.getLong());
    }

    /** Whether it is an address of version 4. */
    public boolean isVersion4() {
        return high == 0 && (low & MAPPED_MASK) == MAPPED;
    }

    /** What one subscriber has: the address itself, or the 64 bits of one of version 6 that he cannot choose. */
    public ClientAddress subscriber() {
        return isVersion4() ? this : new ClientAddress(high, 0);
    }

    /** The same for the libraries of the platform. */
    public InetAddress toInetAddress() {
        try {
            return InetAddress.getByAddress(
                    isVersion4()
                            ? ByteBuffer.allocate(4).putInt((int) low).array()
                            : ByteBuffer.allocate(16).putLong(high).putLong(low).array());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** As text, without "::ffff:". */
    @Override
    public String toString() {
        return toInetAddress().getHostAddress();
    }
}
