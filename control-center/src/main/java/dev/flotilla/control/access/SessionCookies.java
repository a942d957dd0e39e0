package dev.flotilla.control.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.NewCookie.SameSite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The console's session: the token in a cookie that no script can read, what renews it in another, and a third cookie that the
 * console's script sends back as a header, which another site's page cannot do. An early filter makes a bearer token of them.
 */
@ApplicationScoped
class SessionCookies {
    static final String SESSION = "flotilla_session";
    static final String CSRF = "flotilla_csrf";
    static final String CSRF_HEADER = "X-Flotilla-CSRF";
    static final String RENEWAL = "flotilla_renewal";
    static final String HOW_TO_PROVE = "Header %s must hold the value of cookie %s.".formatted(CSRF_HEADER, CSRF);

    /** The one place to which the browser sends the renewal. */
    private static final String RENEWAL_PATH = "/auth/v1/renew";

    /** Before authentication, which runs at 200. */
    private static final int PRIORITY = 250;

    private static final Set<HttpMethod> HARMLESS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final List<String> PATHS = List.of("/graphql", "/auth/v1/logout");

    void install(@Observes Filters filters) {
        filters.register(this::turnIntoBearer, PRIORITY);
    }

    private void turnIntoBearer(RoutingContext request) {
        Cookie session = request.request().getCookie(SESSION);
        if (session == null || !isForApi(request) || request.request().getHeader(HttpHeaders.AUTHORIZATION) != null) {
            request.next();
            return;
        }
        if (isSocket(request) && !isFromOurPage(request)) {
            request.response()
                    .setStatusCode(AuthProblem.NOT_ALLOWED.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, AuthProblem.MEDIA_TYPE)
                    .end(AuthProblem.NOT_ALLOWED.json(
                            "Header Origin must name this host when the cookie opens a WebSocket."));
            return;
        }
        if (needsProof(request) && !hasProof(request.request())) {
            request.response()
                    .setStatusCode(AuthProblem.CSRF_MISSING.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, AuthProblem.MEDIA_TYPE)
                    .end(AuthProblem.CSRF_MISSING.json(HOW_TO_PROVE));
            return;
        }
        request.request().headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + session.getValue());
        request.next();
    }

    private static boolean isForApi(RoutingContext request) {
        String path = request.normalizedPath();
        return PATHS.stream().anyMatch(api -> path.equals(api) || path.startsWith(api + "/"));
    }

    private static boolean needsProof(RoutingContext request) {
        return !HARMLESS.contains(request.request().method());
    }

    private static boolean isSocket(RoutingContext request) {
        return request.request().headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true);
    }

    /** No page can send a header of ours with a WebSocket, but any may open one; the browser says of which host the page is. */
    private static boolean isFromOurPage(RoutingContext request) {
        String origin = request.request().getHeader(HttpHeaders.ORIGIN);
        HostAndPort host = request.request().authority();
        return origin != null
                && host != null
                && (origin.equalsIgnoreCase("https://" + host) || origin.equalsIgnoreCase("http://" + host));
    }

    /** Whether the request comes from the console's own script. */
    static boolean hasProof(HttpServerRequest request) {
        Cookie cookie = request.getCookie(CSRF);
        String header = request.getHeader(CSRF_HEADER);
        return cookie != null && header != null && !header.isEmpty() && isEqual(cookie.getValue(), header);
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What the cookies hold.
     *
     * @param renewal fetches the next token, once
     * @param proof what the script sends back
     */
    record Contents(String token, String renewal, String proof) {
        /** Leaves all out. */
        @Override
        public String toString() {
            return "Contents";
        }
    }

    /** A proof for a new session. */
    static String newProof() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** The proof that the request brought; a new one when it brought none. */
    static String proofOf(HttpServerRequest request) {
        Cookie cookie = request.getCookie(CSRF);
        return cookie == null ? newProof() : cookie.getValue();
    }

    static Optional<LinkSecret> renewalOf(HttpServerRequest request) {
        return Optional.ofNullable(request.getCookie(RENEWAL)).map(cookie -> new LinkSecret(cookie.getValue()));
    }

    /** The cookies of a session: that of the token ends with it, the others with the session. */
    static List<NewCookie> of(Contents contents, Instant tokenEnd, Instant sessionEnd, boolean isHttps) {
        int seconds = secondsTo(sessionEnd);
        return List.of(
                cookie(SESSION, contents.token(), "/", secondsTo(tokenEnd), isHttps, true),
                cookie(RENEWAL, contents.renewal(), RENEWAL_PATH, seconds, isHttps, true),
                cookie(CSRF, contents.proof(), "/", seconds, isHttps, false));
    }

    /** Makes the browser forget them. */
    static NewCookie[] none(boolean isHttps) {
        return new NewCookie[] {
            cookie(SESSION, "", "/", 0, isHttps, true),
            cookie(RENEWAL, "", RENEWAL_PATH, 0, isHttps, true),
            cookie(CSRF, "", "/", 0, isHttps, false)
        };
    }

    private static int secondsTo(Instant end) {
        return Math.toIntExact(Duration.between(Instant.now(), end).toSeconds());
    }

    private static NewCookie cookie(
            String name, String value, String path, int seconds, boolean isHttps, boolean isHiddenFromScript) {
        return new NewCookie.Builder(name)
                .value(value)
                .path(path)
                .maxAge(seconds)
                .secure(isHttps)
                .httpOnly(isHiddenFromScript)
                .sameSite(SameSite.STRICT)
                .build();
    }
}
