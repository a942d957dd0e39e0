package dev.flotilla.control.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * How, and on what, somebody signs in, so that they know their sessions apart.
 *
 * @param isConsole whether it is a browser with cookies, and not a program with a token
 * @param userAgent as it says itself
 */
record Visit(
        SignedInBy by,
        boolean isConsole,
        @Nullable String address,
        @Nullable String userAgent) {
    private static final int LONGEST_AGENT = 300;

    static Visit of(SignedInBy by, boolean isConsole, HttpServerRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        String start = agent == null || agent.length() <= LONGEST_AGENT ? agent : agent.substring(0, LONGEST_AGENT);
        return new Visit(
                by,
                isConsole,
                request.remoteAddress() == null ? null : request.remoteAddress().hostAddress(),
                start == null ? null : start.replace('\0', ' '));
    }
}
