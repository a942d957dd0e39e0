package dev.flotilla.edge.foghorn.viewer;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Answers one request, which web pages of any origin may have sent. */
final class Reply {
    private static final Logger LOG = Logger.getLogger(Reply.class);
    private static final String AGAIN_AFTER_S = "5";

    private final HttpServerRequest request;
    private final String methods;

    /** @param methods those that the path knows, with commas */
    Reply(HttpServerRequest request, String methods) {
        this.request = request;
        this.methods = methods;
    }

    /** Whether there is nothing left to do: the browser only asked what it may, or the path knows no such method. */
    boolean isSettled() {
        if (request.method().equals(HttpMethod.OPTIONS)) {
            open().setStatusCode(204).putHeader("Allow", methods).end();
            return true;
        }
        if (!methods.contains(request.method().name())) {
            open().putHeader("Allow", methods);
            fault(Fault.METHOD_NOT_ALLOWED, "this path knows " + methods);
            return true;
        }
        return false;
    }

    void redirect(String url) {
        open().setStatusCode(307)
                .putHeader("Location", url)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Length", "0")
                .end();
    }

    /** Of HLS; not to be kept, for it grows or its addresses cease to hold. */
    void playlist(String text) {
        send(200, "application/vnd.apple.mpegurl", text);
    }

    void json(JsonObject body) {
        json(200, body);
    }

    /** Another word than the fault's own may say why. */
    void fault(Fault fault, String message) {
        if (fault.status() == 503) {
            request.response().putHeader("Retry-After", AGAIN_AFTER_S);
        }
        json(
                fault.status(),
                new JsonObject()
                        .put("error", fault.lowerCase())
                        .put("message", message)
                        .put("code", fault.name()));
    }

    /** Goes on with what a stage answers, on this event loop. The stage does not fail. */
    <T> void with(CompletionStage<T> stage, Consumer<T> answer) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (future.isDone()) {
            guarded(answer, future.join());
            return;
        }
        Context loop = Objects.requireNonNull(Vertx.currentContext());
        var _ = future.whenComplete((value, failure) -> loop.runOnContext(nothing -> {
            if (failure != null) {
                broken(failure);
            } else if (!request.response().closed()) {
                guarded(answer, value);
            }
        }));
    }

    private <T> void guarded(Consumer<T> answer, T value) {
        try {
            answer.accept(value);
        } catch (RuntimeException bug) {
            broken(bug);
        }
    }

    /** Says nothing of the path, which may be a secret. */
    private void broken(Throwable bug) {
        LOG.error("a request of a viewer or publisher failed", bug);
        if (!request.response().ended() && !request.response().closed()) {
            fault(Fault.INTERNAL_ERROR, "internal error");
        }
    }

    private void json(int status, JsonObject body) {
        send(status, "application/json", body.encode());
    }

    private void send(int status, String type, String text) {
        HttpServerResponse response =
                open().setStatusCode(status).putHeader("Content-Type", type).putHeader("Cache-Control", "no-store");
        if (request.method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", String.valueOf(text.getBytes(StandardCharsets.UTF_8).length))
                    .end();
        } else {
            response.end(text);
        }
    }

    private HttpServerResponse open() {
        return request.response()
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Access-Control-Allow-Methods", methods)
                .putHeader("Access-Control-Allow-Headers", "*")
                .putHeader("Access-Control-Expose-Headers", "*")
                .putHeader("Access-Control-Max-Age", "600");
    }
}
