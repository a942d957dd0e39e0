package dev.flotilla.edge.foghorn.http;

import dev.flotilla.edge.foghorn.balance.ClientAddress;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The networks whose machines may say in X-Forwarded-For on whose behalf they ask. */
public record TrustedProxies(List<Network> networks) {
    /** Nobody's word counts. */
    public static final TrustedProxies NONE = new TrustedProxies(List.of());

    private static final ClientAddress UNKNOWN = new ClientAddress(0, 0);

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /**
     * Reads addresses and networks ("10.0.0.0/8").
     *
     * @throws IllegalArgumentException naming what is neither
     */
    public static TrustedProxies parse(List<String> texts) {
        return new TrustedProxies(texts.stream().map(Network::parse).toList());
    }

    /** All addresses that begin with the same bits. */
    public record Network(ClientAddress first, int bits) {
        static Network parse(String text) {
            int slash = text.indexOf('/');
            ClientAddress address = ClientAddress.parse(slash < 0 ? text : text.substring(0, slash));
            if (address == null) {
                throw new IllegalArgumentException("no address and no network: " + text);
            }
            int most = address.isVersion4() ? 32 : 128;
            try {
                int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
                if (bits >= 0 && bits <= most) {
                    return new Network(address, bits + 128 - most);
                }
            } catch (NumberFormatException noNumber) {
                // Said below.
            }
            throw new IllegalArgumentException("no network, its prefix must be 0 to %d: %s".formatted(most, text));
        }

        boolean holds(ClientAddress address) {
            return same(first.high(), address.high(), Math.min(bits, 64))
                    && same(first.low(), address.low(), Math.max(0, bits - 64));
        }

        private static boolean same(long one, long other, int bits) {
            return bits == 0 || (one ^ other) >>> (64 - bits) == 0;
        }
    }

    /** The last address on the way that is no trusted proxy. */
    ClientAddress client(HttpServerRequest request) {
        ClientAddress peer = of(request.remoteAddress());
        if (networks.isEmpty() || !isTrusted(peer)) {
            return peer;
        }
        String forwarded = request.getHeader("X-Forwarded-For");
        if (forwarded == null) {
            ClientAddress real = parse(request.getHeader("X-Real-IP"));
            return real == null ? peer : real;
        }
        String[] way = forwarded.split(",", -1);
        for (int i = way.length - 1; i >= 0; i--) {
            ClientAddress hop = parse(way[i]);
            if (hop == null) {
                return peer;
            }
            if (!isTrusted(hop)) {
                return hop;
            }
            peer = hop;
        }
        return peer;
    }

    /** Whether it came from one of them. */
    boolean isTrusted(HttpServerRequest request) {
        return !networks.isEmpty() && isTrusted(of(request.remoteAddress()));
    }

    private boolean isTrusted(ClientAddress address) {
        return networks.stream().anyMatch(network -> network.holds(address));
    }

    private static @Nullable ClientAddress parse(@Nullable String text) {
        return text == null ? null : ClientAddress.parse(text.strip());
    }

    private static ClientAddress of(@Nullable SocketAddress address) {
        ClientAddress parsed = address == null ? null : parse(address.hostAddress());
        return parsed == null ? UNKNOWN : parsed;
    }
}
