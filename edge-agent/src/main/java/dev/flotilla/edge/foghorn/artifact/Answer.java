package dev.flotilla.edge.foghorn.artifact;

import dev.flotilla.edge.foghorn.http.Call;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Answers one request by JSON, now or later, on its event loop. */
final class Answer {
    static final String WANTS_TOKEN = "flotilla.foghorn.token is wanted as a bearer token";

    private static final Logger LOG = Logger.getLogger(Answer.class);
    private static final int LONGEST_BODY = 64 * 1024;
    private static final long BODY_DEADLINE_MS = 10_000;
    private static final String AGAIN_AFTER_S = "5";

    private final HttpServerRequest request;
    private final Context loop = Objects.requireNonNull(Vertx.currentContext());

    Answer(Call call) {
        this.request = call.request();
    }

    void json(JsonObject body) {
        json(200, body);
    }

    void fault(Fault fault, String message) {
        if (fault == Fault.UNAVAILABLE) {
            request.response().putHeader("Retry-After", AGAIN_AFTER_S);
        }
        json(
                fault.status(),
                new JsonObject()
                        .put("error", fault.word())
                        .put("message", message)
                        .put("code", fault.name()));
    }

    /** Says so when the node did not do it. */
    void outcome(Outcome outcome, Consumer<Outcome.Done> done) {
        switch (outcome) {
            case Outcome.Done made -> done.accept(made);
            case Outcome.Refused(String why) -> fault(Fault.REFUSED, why);
            case Outcome.Absent(String why) -> fault(Fault.UNAVAILABLE, why);
        }
    }

    /** Does what may find fault with the request. */
    void guarded(Runnable step) {
        try {
            step.run();
        } catch (InvalidRequest wrong) {
            fault(Fault.INVALID_REQUEST, String.valueOf(wrong.getMessage()));
        } catch (RuntimeException bug) {
            broken(bug);
        }
    }

    /** Goes on with what a stage answers. */
    <T> void with(CompletionStage<T> stage, Consumer<T> next) {
        var _ = stage.whenComplete((value, failure) -> loop.runOnContext(_ -> {
            if (failure != null) {
                broken(failure);
            } else if (!isOver()) {
                guarded(() -> next.accept(value));
            }
        }));
    }

    /** Goes on with the body when all of it is there. */
    void body(Consumer<Fields> next) {
        Buffer collected = Buffer.buffer();
        long timer = loop.owner()
                .setTimer(BODY_DEADLINE_MS, _ -> fault(Fault.REQUEST_TIMEOUT, "the body did not come within 10 s"));
        request.handler(part -> {
            if (collected.length() <= LONGEST_BODY) {
                collected.appendBuffer(part);
            }
        });
        request.exceptionHandler(_ -> loop.owner().cancelTimer(timer));
        request.endHandler(_ -> {
            loop.owner().cancelTimer(timer);
            if (!isOver()) {
                guarded(() -> next.accept(fields(collected)));
            }
        });
    }

    private static Fields fields(Buffer body) {
        if (body.length() > LONGEST_BODY) {
            throw new InvalidRequest("body", body.length() + " bytes", "at most %d bytes".formatted(LONGEST_BODY));
        }
        try {
            return new Fields(new JsonObject(body));
        } catch (DecodeException | ClassCastException noJson) {
            throw new InvalidRequest("body", body.toString(), "must be a JSON object");
        }
    }

    private boolean isOver() {
        return request.response().ended() || request.response().closed();
    }

    private void broken(Throwable bug) {
        LOG.error("a request about clips or recordings failed", bug);
        if (!isOver()) {
            fault(Fault.INTERNAL_ERROR, "internal error");
        }
    }

    private void json(int status, JsonObject body) {
        HttpServerResponse response = request.response();
        if (isOver()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-store")
                .end(body.toBuffer());
    }
}
