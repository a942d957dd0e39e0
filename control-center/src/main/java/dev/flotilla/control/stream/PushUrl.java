package dev.flotilla.control.stream;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a stream is pushed to: rtmp, rtmps or srt. A secret, because path or query hold the key of another platform.
 *
 * @param masked what of it people may see: scheme, host and port, and RTMP's application
 */
record PushUrl(String text, String masked) {
    private static final int LONGEST = 1000;
    private static final Pattern FORM = Pattern.compile(
            "(rtmps?|srt)://(?:[\\x21-\\x7e&&[^@/?#]]*@)?([A-Za-z0-9._-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(?::(\\d{1,5}))?([/?][\\x21-\\x7e]*)?");

    /** Never says the value. */
    static PushUrl parse(String field, String url) {
        String text = url.strip();
        Matcher parts = FORM.matcher(text);
        require(text.length() <= LONGEST, field, "must have at most 1000 characters");
        require(parts.matches(), field, "must be rtmp://, rtmps:// or srt:// with a host, without spaces");
        String port = parts.group(3);
        require(port == null || isPort(Integer.parseInt(port)), field, "must have a port from 1 to 65535");
        boolean isSrt = parts.group(1).equals("srt");
        require(!isSrt || port != null, field, "must name the port of an SRT receiver");
        String rest = parts.group(4);
        require(
                isSrt || (rest != null && rest.length() > 1),
                field,
                "must name RTMP's application (rtmp://host/app/key)");
        String door = parts.group(1) + "://" + parts.group(2) + (port == null ? "" : ":" + port);
        return new PushUrl(text, door + masked(isSrt, rest));
    }

    private static String masked(boolean isSrt, @Nullable String rest) {
        if (rest == null) {
            return "";
        }
        String path = rest.replaceFirst("\\?.*", "");
        int second = path.indexOf('/', 1);
        return isSrt || second < 0 ? rest.charAt(0) + "…" : path.substring(0, second) + "/…";
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
