package dev.flotilla.control.access;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
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
import java.util.Set;

/**
 * The console's session: the token in a cookie that no script can read, and a second cookie that the console's script sends
 * back as a header, which another site's page cannot do. An early filter makes a bearer token of both.
 */
@ApplicationScoped
class SessionCookies {
    static final String SESSION = "flotilla_session";
    static final String CSRF = "flotilla_csrf";
    static final String CSRF_HEADER = "X-Flotilla-CSRF";

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
        if (needsProof(request) && !hasProof(request)) {
            request.response()
                    .setStatusCode(AuthProblem.CSRF_MISSING.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, AuthProblem.MEDIA_TYPE)
                    .end(AuthProblem.CSRF_MISSING.json(
                            "Header %s must hold the value of cookie %s.".formatted(CSRF_HEADER, CSRF)));
            return;
        }
        request.request().headers().set(HttpHeaders.AUTHORIZATION, "Bearer " + session.getValue());
        request.next();
    }

    private static boolean isForApi(RoutingContext request) {
        String path = request.normalizedPath();
        return PATHS.stream().anyMatch(api -> path.equals(api) || path.startsWith(api + "/"));
    }

    /** A WebSocket too: it carries mutations, and any page may open one with the cookie. */
    private static boolean needsProof(RoutingContext request) {
        return !HARMLESS.contains(request.request().method())
                || request.request().headers().contains(HttpHeaders.UPGRADE, "websocket", true);
    }

    private static boolean hasProof(RoutingContext request) {
        Cookie cookie = request.request().getCookie(CSRF);
        String header = request.request().getHeader(CSRF_HEADER);
        return cookie != null && header != null && !header.isEmpty() && isEqual(cookie.getValue(), header);
    }

    private static boolean isEqual(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    /** Both cookies of a new session. */
    static NewCookie[] of(String token, Instant expiresAt, boolean isHttps) {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        int seconds = Math.toIntExact(Duration.between(Instant.now(), expiresAt).toSeconds());
        return new NewCookie[] {
            cookie(SESSION, token, seconds, isHttps, true),
            cookie(CSRF, HexFormat.of().formatHex(random), seconds, isHttps, false)
        };
    }

    /** Makes the browser forget both. */
    static NewCookie[] none(boolean isHttps) {
        return new NewCookie[] {cookie(SESSION, "", 0, isHttps, true), cookie(CSRF, "", 0, isHttps, false)};
    }

    private static NewCookie cookie(
            String name, String value, int seconds, boolean isHttps, boolean isHiddenFromScript) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge(seconds)
                .secure(isHttps)
                .httpOnly(isHiddenFromScript)
                .sameSite(SameSite.STRICT)
                .build();
    }
}
