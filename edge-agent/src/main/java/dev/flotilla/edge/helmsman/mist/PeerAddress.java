package dev.flotilla.edge.helmsman.mist;

/** The address of a peer, as MistServer writes it. */
public final class PeerAddress {
    private static final String MAPPED = "::ffff:";

    private PeerAddress() {}

    /** Without the prefix that an IPv4 address has on an IPv6 socket, as SRT's always is. */
    public static String plain(String host) {
        return host.regionMatches(true, 0, MAPPED, 0, MAPPED.length()) && host.indexOf('.') > 0
                ? host.substring(MAPPED.length())
                : host;
    }
}
