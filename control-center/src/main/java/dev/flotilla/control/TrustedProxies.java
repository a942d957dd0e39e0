package dev.flotilla.control;

import dev.flotilla.control.database.CannotStart;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;

/**
 * The proxies whose word about a caller's address and scheme (X-Forwarded-For, X-Forwarded-Proto) is taken: addresses, or networks such as 192.0.2.0/24. Nobody
 * else's is, whatever other configuration says: a caller could give each try to sign in an address of its own.
 */
public record TrustedProxies(List<String> networks) {
    private static final String KEY = "flotilla.proxy.trusted";

    public TrustedProxies {
        networks = networks.stream().map(String::strip).toList();
        networks.forEach(TrustedProxies::check);
    }

    /** For the HTTP server. */
    Map<String, String> settings() {
        String forwarding = "quarkus.http.proxy.proxy-address-forwarding";
        if (networks.isEmpty()) {
            return Map.of(forwarding, "false");
        }
        return Map.of(
                forwarding,
                "true",
                "quarkus.http.proxy.allow-forwarded",
                "false",
                "quarkus.http.proxy.trusted-proxies",
                String.join(",", networks));
    }

    private static void check(String network) {
        String[] parts = network.split("/", 2);
        try {
            int bits = InetAddress.ofLiteral(parts[0]).getAddress().length * Byte.SIZE;
            int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
            if (prefix < 1 || prefix > bits) {
                throw new IllegalArgumentException("prefix " + prefix);
            }
        } catch (IllegalArgumentException e) {
            throw new CannotStart(
                    KEY + " must hold addresses, or networks such as 192.0.2.0/24, joined by commas: '" + network + "'",
                    e);
        }
    }
}
