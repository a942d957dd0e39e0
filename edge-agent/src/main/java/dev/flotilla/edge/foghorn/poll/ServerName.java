package dev.flotilla.edge.foghorn.poll;

/**
 * A MistServer by its text: {@code host[:port][/MiBps]}.
 *
 * @param text verbatim; how the server is listed
 * @param host with the brackets of an IPv6 address
 * @param limitBytesPerS what it may send; 0 when the text does not say
 */
public record ServerName(String text, String host, int port, long limitBytesPerS) {
    /** MistServer takes none that is longer. */
    public static final int MOST_CHARACTERS = 1023;

    private static final int DEFAULT_PORT = 4242;

    /** Reads it, or says with an {@link IllegalArgumentException} what is wrong. */
    public static ServerName parse(String text) {
        if (text.length() > MOST_CHARACTERS) {
            throw new IllegalArgumentException("Host length too long for monitoring");
        }
        int slash = text.indexOf('/');
        String place = slash < 0 ? text : text.substring(0, slash);
        int colon = place.lastIndexOf(':');
        boolean hasPort = colon > place.lastIndexOf(']');
        String host = hasPort ? place.substring(0, colon) : place;
        if (host.isEmpty() || !host.matches("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]")) {
            throw new IllegalArgumentException("a server must be host[:port][/MiBps]: " + text);
        }
        long port = hasPort ? number(place.substring(colon + 1), text) : DEFAULT_PORT;
        long mebibytes = slash < 0 ? 0 : number(text.substring(slash + 1), text);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a server's port must be 1 to 65535: " + text);
        }
        return new ServerName(text, host, (int) port, mebibytes << 20);
    }

    /** The host as sockets take it. */
    String bareHost() {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static long number(String digits, String text) {
        try {
            long number = Long.parseLong(digits);
            if (number >= 0 && number < 1 << 24) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        throw new IllegalArgumentException("a server must be host[:port][/MiBps]: " + text);
    }
}
