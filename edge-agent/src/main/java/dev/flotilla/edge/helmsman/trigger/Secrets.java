package dev.flotilla.edge.helmsman.trigger;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes out of texts what grants access, before anybody reads them. */
public final class Secrets {
    private static final String MASK = "***";
    private static final Pattern ADDRESS =
            Pattern.compile("\\b([a-zA-Z][a-zA-Z0-9+.-]*://)([^\\s\"'`\\\\/?#]*)[^\\s\"'`\\\\]*");
    private static final Pattern FILE_PARAMETERS = Pattern.compile("^(/[^?#]*)[?#].*$");

    private Secrets() {}

    /** Of a push target: scheme and host of an address; a file's path whole, because nobody gets in by it. */
    public static String masked(String target) {
        return FILE_PARAMETERS.matcher(addressesMasked(target)).replaceFirst("$1");
    }

    /** A text with each address in it cut down to its scheme and host. */
    public static String addressesMasked(String text) {
        return ADDRESS.matcher(text).replaceAll(found -> {
            String authority = found.group(2);
            String host = authority.substring(authority.lastIndexOf('@') + 1);
            boolean isWhole = found.group().length() == found.group(1).length() + authority.length();
            return Matcher.quoteReplacement(found.group(1) + host + (isWhole ? "" : "/" + MASK));
        });
    }

    /** A viewer's address without its parameters, of which any may be a token, and without user and password. */
    static String withoutParameters(String url) {
        int end = url.length();
        for (char mark : new char[] {'?', '#'}) {
            int at = url.indexOf(mark);
            end = at < 0 ? end : Math.min(end, at);
        }
        String plain = url.substring(0, end);
        int authority = plain.indexOf("://") + 3;
        int path = authority < 3 ? -1 : plain.indexOf('/', authority);
        int user = authority < 3 ? -1 : plain.lastIndexOf('@', path < 0 ? plain.length() : path);
        return user < authority ? plain : plain.substring(0, authority) + plain.substring(user + 1);
    }
}
