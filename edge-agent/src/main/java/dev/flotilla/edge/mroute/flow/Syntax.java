package dev.flotilla.edge.mroute.flow;

import static dev.flotilla.edge.mroute.flow.FlowRefusal.invalid;

import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** How names, hosts and numbers of a flow may be written. Each refusal starts with what it is about: "output cdn". */
final class Syntax {
    private static final int MAX_NAME = 200;
    private static final int MAX_STREAM_ID_BYTES = 512;
    private static final int MAX_LATENCY_MS = 60_000;
    private static final int MAX_SMOOTHING_MS = 1_000;
    private static final String OCTET = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final String LABEL = "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?";
    private static final Pattern HOST_NAME = Pattern.compile(LABEL + "(\\." + LABEL + ")*\\.?");
    private static final Pattern ONLY_DIGITS_AND_DOTS = Pattern.compile("[0-9.]+");

    private static final Pattern PACKET_FILTER =
            Pattern.compile("fec(,(cols:\\d{1,3}|rows:-?\\d{1,3}|layout:(even|staircase)|arq:(always|onreq|never)))*");

    private Syntax() {}

    static void name(String kind, String value) {
        if (value.isEmpty()) {
            throw invalid(kind.equals("flow") ? "flow name is required" : kind + " name required");
        }
        if (value.codePointCount(0, value.length()) > MAX_NAME) {
            throw invalid("%s name must have at most %d characters: '%s...'", kind, MAX_NAME, value.substring(0, 20));
        }
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw invalid("%s name must not contain control characters", kind);
        }
    }

    static void port(String subject, String key, int value) {
        if (value < 1 || value > 65_535) {
            throw invalid("%s: invalid %s %d (must be 1-65535)", subject, key, value);
        }
    }

    static void latency(String subject, String key, int valueMs) {
        milliseconds(subject, key, valueMs, MAX_LATENCY_MS);
    }

    static void smoothing(String subject, String key, int valueMs) {
        milliseconds(subject, key, valueMs, MAX_SMOOTHING_MS);
    }

    private static void milliseconds(String subject, String key, int valueMs, int maxMs) {
        if (valueMs < 0 || valueMs > maxMs) {
            throw invalid("%s: invalid %s %d (must be 0-%d ms)", subject, key, valueMs, maxMs);
        }
    }

    static void host(String subject, String key, String value) {
        if (isIpAddress(value)) {
            return;
        }
        if (containsAny(value, " \t\n\r/?#:@")) {
            throw invalid("%s: invalid %s: contains invalid characters", subject, key);
        }
        if (value.isEmpty() || value.length() > 253) {
            throw invalid("%s: invalid %s: empty or too long", subject, key);
        }
        if (!HOST_NAME.matcher(value).matches()
                || ONLY_DIGITS_AND_DOTS.matcher(value).matches()) {
            throw invalid("%s: invalid %s: '%s' is neither a host name nor an IP address", subject, key, value);
        }
    }

    /** A value that ends up in a stream id; the standard form that starts with "#!::" may hold what it needs. */
    static void streamId(String subject, String key, String value, String alsoForbidden) {
        boolean standard = value.startsWith("#!::");
        String free = standard ? value.substring(4) : value;
        if (containsAny(free, " \t\n\r?&#" + (standard ? "" : alsoForbidden))) {
            throw invalid("%s: %s must not contain whitespace or special URI characters", subject, key);
        }
        if (value.getBytes(StandardCharsets.UTF_8).length > MAX_STREAM_ID_BYTES) {
            throw invalid("%s: %s must have at most %d bytes", subject, key, MAX_STREAM_ID_BYTES);
        }
    }

    /** SRT's packet filter; what its numbers may be, libsrt knows. */
    static void packetFilter(String subject, String key, String value) {
        if (!value.isEmpty() && !PACKET_FILTER.matcher(value).matches()) {
            throw invalid("%s: invalid %s '%s' (must be like fec,cols:10,rows:5)", subject, key, value);
        }
    }

    static void encryption(String subject, EncryptionDocument value) {
        if (value.passphrase().isEmpty()) {
            throw invalid("%s: passphrase required", subject);
        }
        int bytes = value.passphrase().getBytes(StandardCharsets.UTF_8).length;
        if (bytes < 10 || bytes > 79) {
            throw invalid("%s: passphrase must be 10-79 characters", subject);
        }
        switch (value.algorithm()) {
            case "", "aes128", "aes192", "aes256" -> {}
            default -> throw invalid("%s: algorithm must be aes128, aes192, or aes256", subject);
        }
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

    private static boolean containsAny(String value, String characters) {
        return value.chars().anyMatch(each -> characters.indexOf(each) >= 0);
    }
}
