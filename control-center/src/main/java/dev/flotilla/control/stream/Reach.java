package dev.flotilla.control.stream;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;

/** From where a host can be reached, as far as its name or address says; names are never looked up. */
enum Reach {
    /** On the internet, or a name that may stand for anything: who connects looks at its addresses. */
    PUBLIC,
    /** In a network of somebody's own. */
    PRIVATE,
    /** The node itself, its neighbours by link, or no host at all. */
    BLOCKED;

    private static final List<String> OWN_NAMES = List.of(".local", ".internal", ".lan", ".home.arpa");

    static Reach of(String host) {
        String name = host.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        if (name.equals("localhost") || name.endsWith(".localhost")) {
            return BLOCKED;
        }
        String plain = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
        try {
            return of(InetAddress.ofLiteral(plain));
        } catch (IllegalArgumentException e) {
            // To some resolvers a name that ends in a number is an address, however few numbers it has.
            if (name.matches("(.*\\.)?(\\d+|0x[0-9a-f]*)")) {
                return BLOCKED;
            }
            return OWN_NAMES.stream().anyMatch(name::endsWith) || name.indexOf('.') < 0 ? PRIVATE : PUBLIC;
        }
    }

    private static Reach of(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()) {
            return BLOCKED;
        }
        if (bytes.length == 16) {
            // Those that only carry an IPv4 address have no place in a URL.
            boolean isGlobal = (first & 0xe0) == 0x20 && !(first == 0x20 && second == 0x02);
            return (first & 0xfe) == 0xfc ? PRIVATE : isGlobal ? PUBLIC : BLOCKED;
        }
        boolean isShared = first == 100 && (second & 0xc0) == 64;
        return address.isSiteLocalAddress() || isShared ? PRIVATE : first == 0 || first >= 240 ? BLOCKED : PUBLIC;
    }
}
