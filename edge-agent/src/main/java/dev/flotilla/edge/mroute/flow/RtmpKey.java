package dev.flotilla.edge.mroute.flow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An RTMP key in a document, where mroute forbids what would end a URL's path. RTMP itself carries any character, so what is
 * forbidden is written as in URLs: "live%3Fbandwidthtest=true" is the key "live?bandwidthtest=true".
 */
final class RtmpKey {
    private static final Pattern ESCAPE = Pattern.compile("%(2[1-9A-Fa-f]|[3-6][0-9A-Fa-f]|7[0-9A-Ea-e])");
    private static final Pattern FORBIDDEN = Pattern.compile("[%?&#/]");

    private RtmpKey() {}

    /** The key that a document means. A percent sign that begins no visible ASCII character is itself. */
    static String read(String written) {
        return ESCAPE.matcher(written).replaceAll(found -> {
            String character = Character.toString(Integer.parseInt(found.group(1), 16));
            return Matcher.quoteReplacement(character);
        });
    }

    /** How a document says that key. */
    static String write(String key) {
        return FORBIDDEN
                .matcher(key)
                .replaceAll(found -> "%%%02X".formatted((int) found.group().charAt(0)));
    }
}
