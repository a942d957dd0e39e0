package dev.flotilla.natives.rist;

import com.sun.jna.Pointer;
import dev.flotilla.natives.memory.OffHeap;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Gives a context the peer that it hears or sends to. */
final class RistPeers {
    /** A pointer to the configuration, and behind it one to the peer. */
    private static final int PEER = 8;

    private static final int BITS_PER_BYTE = 8;

    private RistPeers() {}

    static void listen(long context, InetSocketAddress local, RistSettings settings) throws RistException {
        create(context, "rist://@" + text(local), settings, "listen on " + text(local));
    }

    static void dial(long context, InetSocketAddress remote, RistSettings settings) throws RistException {
        create(context, "rist://" + text(remote), settings, "send to " + text(remote));
    }

    private static void create(long context, String url, RistSettings settings, String attempt) throws RistException {
        try (var memory = OffHeap.allocate(2 * Long.BYTES)) {
            ByteBuffer pointers = memory.bytes();
            String wishes = url + "?buffer=" + settings.bufferMs();
            RistException.check(LibRist.rist_parse_address2(wishes, memory.address()), attempt);
            try {
                encrypt(new Pointer(pointers.getLong(0)), settings);
                long peer = memory.address() + PEER;
                RistException.check(LibRist.rist_peer_create(context, peer, pointers.getLong(0)), attempt);
            } finally {
                LibRist.rist_peer_config_free2(memory.address());
            }
        }
    }

    /** Not through the address: a secret may hold what has a meaning there. */
    private static void encrypt(Pointer config, RistSettings settings) {
        if (!settings.secret().isEmpty()) {
            byte[] secret = settings.secret().getBytes(StandardCharsets.UTF_8);
            config.write(Layout.PEER_SECRET, secret, 0, secret.length);
            config.setByte(Layout.PEER_SECRET + secret.length, (byte) 0);
            config.setInt(Layout.PEER_KEY_BITS, settings.keyLengthBytes() * BITS_PER_BYTE);
        }
    }

    private static String text(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        boolean isV6 = address.getAddress() instanceof Inet6Address;
        return (isV6 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
