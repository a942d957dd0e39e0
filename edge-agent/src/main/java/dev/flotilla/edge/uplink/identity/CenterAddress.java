package dev.flotilla.edge.uplink.identity;

import java.net.URI;
import java.net.URISyntaxException;

/** Where the control center serves people and enrolment: {@code https://host:port}, nothing after it. */
public record CenterAddress(String host, int port) {
    private static final int HTTPS = 443;

    /**
     * Reads the address as an operator writes it; a slash at the end is forgiven.
     *
     * @throws IllegalArgumentException naming the text and what is wrong with it
     */
    public static CenterAddress parse(String text) {
        URI uri;
        try {
            uri = new URI(text.strip());
        } catch (URISyntaxException e) {
            throw refused(text, "it is no URL");
        }
        if (!"https".equals(uri.getScheme())) {
            throw refused(text, "it must begin with https://");
        }
        if (uri.getHost() == null) {
            throw refused(text, "it names no host");
        }
        boolean more = uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null;
        if (more || !(uri.getPath().isEmpty() || uri.getPath().equals("/"))) {
            throw refused(text, "nothing may stand beside host and port");
        }
        String host = uri.getHost().startsWith("[")
                ? uri.getHost().substring(1, uri.getHost().length() - 1)
                : uri.getHost();
        return new CenterAddress(host, uri.getPort() < 0 ? HTTPS : uri.getPort());
    }

    /** The address of something that the control center serves, by its absolute path. */
    public URI resolve(String path) {
        return URI.create(this + path);
    }

    @Override
    public String toString() {
        return "https://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException(
                "center: expected an address such as https://center.example.org:18443, " + why + ": '" + text + "'");
    }
}
