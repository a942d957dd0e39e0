package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.http.Call;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Finds what a viewer shows to be let in. */
final class Token {
    private static final String NAME = "jwt";
    private static final String BEARER = "Bearer ";

    private Token() {}

    /** From query, headers or cookie, in this order; empty when there is none. */
    static String of(Call call) {
        if (call.query().has(NAME)) {
            return call.query().get(NAME);
        }
        HttpServerRequest request = call.request();
        for (String header : new String[] {"X-Flotilla-Playback-JWT", "X-Frameworks-Playback-JWT", "X-Playback-JWT"}) {
            String token = request.getHeader(header);
            if (token != null) {
                return token.strip();
            }
        }
        @Nullable String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        @Nullable Cookie cookie = request.getHeader("Cookie") == null ? null : request.getCookie(NAME);
        return cookie == null ? "" : cookie.getValue();
    }
}
