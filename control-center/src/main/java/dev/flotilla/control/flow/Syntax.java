package dev.flotilla.control.flow;

import dev.flotilla.control.graphql.InvalidInput;
import dev.flotilla.control.graphql.Refused;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.regex.Pattern;

/** How names, hosts and numbers of a flow may be written: the same rules as on the node. */
final class Syntax {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 2000;
    private static final int LONGEST_STREAM_ID_BYTES = 512;
    private static final int LONGEST_SHARED_KEY_BYTES = 127;
    private static final int LONGEST_WORD_BYTES = 512;
    private static final int LONGEST_HOST = 253;
    private static final int LONGEST_DELAY_MS = 60_000;
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    private static final Pattern HOST_NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*\\.?");
    private static final Pattern NUMERIC = Pattern.compile("[0-9.]+");
    private static final Pattern PACKET_FILTER =
            Pattern.compile("fec(,(cols:\\d{1,3}|rows:-?\\d{1,3}|layout:(even|staircase)|arq:(always|onreq|never)))*");
    /** As the kernel takes it. */
    private static final Pattern INTERFACE = Pattern.compile("[^\\s/:]{1,15}");

    private Syntax() {}

    static void name(String field, String value) {
        check(!value.isEmpty(), field, value, "must not be empty");
        check(
                value.codePointCount(0, value.length()) <= LONGEST_NAME,
                field,
                value,
                "must have at most 200 characters");
        check(!hasControl(value), field, value, "must not contain control characters");
    }

    static void description(String field, String value) {
        check(value.length() <= LONGEST_DESCRIPTION, field, value, "must have at most 2000 characters");
    }

    static void port(String field, int value) {
        check(value >= 1 && value <= 65_535, field, value, "must be 1 to 65535");
    }

    static void delay(String field, int milliseconds) {
        check(milliseconds >= 0 && milliseconds <= LONGEST_DELAY_MS, field, milliseconds, "must be 0 to 60000 ms");
    }

    static void ttl(String field, int hops) {
        check(hops >= 0 && hops <= 255, field, hops, "must be 0 to 255");
    }

    /** Where to dial or to send. */
    static void host(String field, String value) {
        check(!value.isEmpty(), field, value, "must name a host or an IP address");
        boolean isName = value.length() <= LONGEST_HOST
                && HOST_NAME.matcher(value).matches()
                && !NUMERIC.matcher(value).matches();
        check(isName || isIpAddress(value), field, value, "must be a host name or an IP address");
    }

    /** Where to listen; empty is everywhere. */
    static void localAddress(String field, String value) {
        check(
                value.isEmpty() || isIpAddress(value),
                field,
                value,
                "must be an IP address of the node, or empty for all");
    }

    static void network(String field, String value) {
        check(INTERFACE.matcher(value).matches(), field, value, "must be the name of a network interface");
    }

    /** Free text without what URLs treat specially, or the standard form that starts with "#!::". */
    static void streamId(String field, String value, String alsoForbidden) {
        boolean isStandard = value.startsWith("#!::");
        String free = isStandard ? value.substring("#!::".length()) : value;
        String forbidden = "?&#" + (isStandard ? "" : alsoForbidden);
        boolean isClean = free.chars().noneMatch(c -> Character.isWhitespace(c) || forbidden.indexOf(c) >= 0);
        check(isClean, field, value, "must not contain spaces or any of " + forbidden);
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        check(bytes <= LONGEST_STREAM_ID_BYTES, field, value, "must have at most 512 bytes");
    }

    /** Never says the value. */
    static void passphrase(String field, String value) {
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 10 || bytes > 79) {
            throw new Refused(InvalidInput.of(field, "must have 10 to 79 bytes; it has %d".formatted(bytes)));
        }
    }

    /** Never says the value. */
    static void sharedKey(String field, String value) {
        int bytes = value.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > LONGEST_SHARED_KEY_BYTES) {
            throw new Refused(InvalidInput.of(
                    field, "must have at most %d bytes; it has %d".formatted(LONGEST_SHARED_KEY_BYTES, bytes)));
        }
    }

    /** Never says the value. */
    static void streamKey(String field, String value) {
        if (!isWord(value)) {
            throw new Refused(InvalidInput.of(field, "must have at most 512 bytes and no spaces"));
        }
    }

    /** The path under which an RTMP server keeps streams. */
    static void app(String field, String value) {
        check(
                isWord(value) && !value.startsWith("/") && !value.endsWith("/"),
                field,
                value,
                "must be a path without slashes at its ends, of at most 512 bytes");
    }

    /** SRT's packet filter; what its numbers may be, libsrt knows. */
    static void packetFilter(String field, String value) {
        check(
                value.isEmpty() || PACKET_FILTER.matcher(value).matches(),
                field,
                value,
                "must be like fec,cols:10,rows:5");
    }

    static void keyLength(String field, int bytes, Set<Integer> allowed) {
        String words = allowed.contains(24) ? "16, 24 or 32" : "16 or 32";
        check(allowed.contains(bytes), field, bytes, "must be " + words + " bytes, or 0 for the default");
    }

    static void range(String field, int value, int least, int most) {
        check(value >= least && value <= most, field, value, "must be %d to %d".formatted(least, most));
    }

    /** Of a literal address, or of none. */
    static boolean isMulticast(String address) {
        return isIpAddress(address) && InetAddress.ofLiteral(address).isMulticastAddress();
    }

    /** Whether this is a literal address; never asks a name server. */
    static boolean isIpAddress(String value) {
        if (value.indexOf(':') < 0) {
            return IPV4.matcher(value).matches();
        }
        try {
            Inet6Address.ofLiteral(value);
            return value.indexOf('%') < 0 && value.indexOf('[') < 0;
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    static void check(boolean isFulfilled, String field, Object value, String rule) {
        if (!isFulfilled) {
            throw new Refused(InvalidInput.of(field, value, rule));
        }
    }

    private static boolean isWord(String value) {
        return value.getBytes(StandardCharsets.UTF_8).length <= LONGEST_WORD_BYTES
                && value.codePoints().noneMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c));
    }

    private static boolean hasControl(String value) {
        return value.chars().anyMatch(Character::isISOControl);
    }
}
