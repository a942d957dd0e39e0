package dev.flotilla.control.stream;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream is fetched from. A secret, because user, path or query may hold what opens it.
 *
 * @param masked what of it people may see: scheme, host and port
 */
record PullUrl(String text, String masked, Reach reach) {
    private static final int LONGEST = 1000;
    private static final Set<String> SCHEMES = Set.of("srt", "rist", "rtsp", "rtmp", "rtmps", "http", "https", "dtsc");
    private static final Set<String> WITHOUT_USUAL_PORT = Set.of("srt", "rist");
    private static final Pattern FORM = Pattern.compile(
            "([a-z]{3,5})://(?:[\\x21-\\x7e&&[^@/?#]]*@)?([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{1,5}))?([/?][\\x21-\\x7e&&[^#]]*)?");

    /** Never says the value. */
    static PullUrl parse(String field, String url) {
        String text = url.strip();
        Matcher parts = FORM.matcher(text);
        require(text.length() <= LONGEST, field, "must have at most 1000 characters");
        require(parts.matches(), field, "must be scheme://host:port/path without spaces, '#' and quotes");
        String scheme = parts.group(1);
        String port = parts.group(3);
        require(SCHEMES.contains(scheme), field, "must begin with srt, rist, rtsp, rtmp, rtmps, http, https or dtsc");
        require(port == null || isPort(Integer.parseInt(port)), field, "must have a port from 1 to 65535");
        require(!WITHOUT_USUAL_PORT.contains(scheme) || port != null, field, "must name the port of the sender");
        require(!isListener(scheme, parts.group(4)), field, "must call a sender, and not wait for one");
        Reach reach = Reach.of(parts.group(2));
        require(
                reach != Reach.BLOCKED,
                field,
                "must not lead to the node itself, to link-local or multicast addresses");
        String door = scheme + "://" + parts.group(2) + (port == null ? "" : ":" + port);
        return new PullUrl(text, door + (parts.group(4) == null ? "" : "/…"), reach);
    }

    /** An SRT listener or rendezvous on a port of the node is no source that can be judged. */
    private static boolean isListener(String scheme, @Nullable String rest) {
        return scheme.equals("srt") && rest != null && rest.matches("(?i).*[?&]mode=(?!caller).*");
    }

    private static boolean isPort(int port) {
        return port >= 1 && port <= 65_535;
    }

    private static void require(boolean isFulfilled, String field, String rule) {
        if (!isFulfilled) {
            throw new Refused(InvalidInput.of(field, rule));
        }
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return masked;
    }
}
