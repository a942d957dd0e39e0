package dev.flotilla.edge.foghorn.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may change settings: whoever sends the token, and nobody else where there is one. Without a token a program on this
 * machine may, but neither a proxy on it, which speaks for others, nor the page of a stranger in a browser on it.
 */
public record Permission(Optional<String> token) {
    private static final Pattern OWN_HOST =
            Pattern.compile("(localhost|[0-9.]+|\\[[0-9a-fA-F:.]+])(:\\d+)?", Pattern.CASE_INSENSITIVE);

    private static final List<String> PROXY_HEADERS = List.of("X-Forwarded-For", "X-Real-IP", "Forwarded", "Via");

    /** Whether this request may. */
    public boolean allows(Call call) {
        HttpServerRequest request = call.request();
        String authorization = request.getHeader("Authorization");
        if (token.isPresent()) {
            return authorization != null && isSame("Bearer " + token.get(), authorization);
        }
        String host = request.getHeader("Host");
        String site = request.getHeader("Sec-Fetch-Site");
        return authorization == null
                && isOnThisMachine(request)
                && !isProxied(request)
                && request.getHeader("Origin") == null
                && (host == null || OWN_HOST.matcher(host).matches())
                && (site == null || site.equals("none"));
    }

    /** A proxy that says nothing of itself speaks the older HTTP, as nginx does unless it is told otherwise. */
    private static boolean isProxied(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_1_0
                || PROXY_HEADERS.stream().anyMatch(header -> request.getHeader(header) != null);
    }

    private static boolean isOnThisMachine(HttpServerRequest request) {
        try {
            return InetAddress.ofLiteral(request.remoteAddress().hostAddress()).isLoopbackAddress();
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    /** Takes as long for a nearly right token as for a wrong one. */
    private static boolean isSame(String expected, String sent) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    /** Never the token. */
    @Override
    public String toString() {
        return "Permission[" + (token.isPresent() ? "token" : "loopback") + "]";
    }
}
