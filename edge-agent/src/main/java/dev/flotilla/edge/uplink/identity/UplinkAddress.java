package dev.flotilla.edge.uplink.identity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the control center takes the streams of its nodes. */
public record UplinkAddress(String host, int port) {
    private static final Pattern TEXT = Pattern.compile("(?:\\[([0-9a-fA-F:.%]+)]|([^\\[\\]:/\\s]+)):(\\d{1,5})");

    /** @throws IllegalArgumentException naming the port when it is none */
    public UplinkAddress {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("uplink: port must be from 1 to 65535: " + port);
        }
    }

    /**
     * Reads {@code host:port}, with brackets around an IPv6 address.
     *
     * @throws IllegalArgumentException naming the text when it is none
     */
    public static UplinkAddress parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("uplink: expected host:port: '" + text + "'");
        }
        String host = parts.group(1) != null ? parts.group(1) : parts.group(2);
        return new UplinkAddress(host, Integer.parseInt(parts.group(3)));
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
