package dev.flotilla.edge.mroute.rest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who may call. With a token: whoever sends it. Without one the API is on loopback only, and then a web page of a stranger
 * is kept out, which a browser on this machine may show: it comes with a foreign origin or under a foreign host name.
 */
record Admission(Optional<String> token) {
    private static final Pattern OWN_HOST =
            Pattern.compile("(localhost|[0-9.]+|\\[[0-9a-fA-F:.]+])(:\\d+)?", Pattern.CASE_INSENSITIVE);

    /** Why the call is turned away, or nothing. */
    Optional<Answer> refusal(@Nullable String authorization, @Nullable String host, @Nullable String origin) {
        if (token.isPresent()) {
            return isSame("Bearer " + token.get(), authorization == null ? "" : authorization)
                    ? Optional.empty()
                    : Optional.of(Answer.error(401, "send the node's token as 'Authorization: Bearer ...'"));
        }
        if (host != null && !OWN_HOST.matcher(host).matches()) {
            return Optional.of(Answer.error(403, "host not allowed: " + host));
        }
        if (origin != null && !origin.equals("http://" + host)) {
            return Optional.of(Answer.error(403, "origin not allowed: " + origin));
        }
        return Optional.empty();
    }

    /** Takes as long for a nearly right token as for a wrong one. */
    private static boolean isSame(String expected, String sent) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "Admission[" + (token.isPresent() ? "token" : "loopback") + "]";
    }
}
