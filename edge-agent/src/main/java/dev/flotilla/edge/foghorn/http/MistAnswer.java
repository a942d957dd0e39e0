package dev.flotilla.edge.foghorn.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;

/** An answer with the headers of MistServer's balancer, in its order. Where that leaves out the length of an empty body, this says 0. */
final class MistAnswer {
    private static final CharSequence[] ALLOWED = names(
            "Access-Control-Allow-Credentials", "true",
            "Access-Control-Allow-Headers", "*",
            "Access-Control-Allow-Methods", "GET, POST, OPTIONS, HEAD",
            "Access-Control-Allow-Origin", "*",
            "Access-Control-Expose-Headers", "*",
            "Access-Control-Max-Age", "600",
            "Access-Control-Request-Headers", "*",
            "Access-Control-Request-Method", "GET",
            "Cache-Control", "no-cache, no-store, must-revalidate");
    private static final CharSequence[] PLAIN =
            names("Content-Type", "text/plain", "Expires", "0", "Pragma", "no-cache");
    private static final CharSequence LENGTH = HttpHeaders.createOptimized("Content-Length");
    private static final CharSequence LOCATION = HttpHeaders.createOptimized("Location");
    private static final CharSequence EXPIRES = HttpHeaders.createOptimized("Expires");
    private static final CharSequence PRAGMA = HttpHeaders.createOptimized("Pragma");
    private static final CharSequence ZERO = HttpHeaders.createOptimized("0");
    private static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");

    private MistAnswer() {}

    static void text(Call call, String body) {
        text(call, 200, body);
    }

    static void text(Call call, int status, String body) {
        HttpServerResponse response = call.request().response().setStatusCode(status);
        MultiMap headers = response.headers();
        add(headers, ALLOWED);
        headers.add(LENGTH, length(body));
        add(headers, PLAIN);
        response.end(body);
    }

    static void redirect(Call call, int status, String message, String url) {
        HttpServerResponse response =
                call.request().response().setStatusCode(status).setStatusMessage(message);
        MultiMap headers = response.headers();
        add(headers, ALLOWED);
        headers.add(LENGTH, length(url));
        headers.add(EXPIRES, ZERO);
        headers.add(LOCATION, url);
        headers.add(PRAGMA, NO_CACHE);
        response.end(url);
    }

    static void noFavicon(Call call) {
        call.request()
                .response()
                .setStatusCode(404)
                .setStatusMessage("No favicon")
                .putHeader(LENGTH, ZERO)
                .end();
    }

    private static String length(String body) {
        return Integer.toString(body.getBytes(StandardCharsets.UTF_8).length);
    }

    private static void add(MultiMap headers, CharSequence[] namesAndValues) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    private static CharSequence[] names(String... texts) {
        CharSequence[] optimized = new CharSequence[texts.length];
        for (int i = 0; i < texts.length; i++) {
            optimized[i] = HttpHeaders.createOptimized(texts[i]);
        }
        return optimized;
    }
}
