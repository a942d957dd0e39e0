package dev.flotilla.control.access;

import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Locale;

/** Why signing in was refused, as problem+json (RFC 9457). */
public enum AuthProblem {
    REQUEST_INVALID(400, "The request is not complete"),
    CREDENTIALS_WRONG(401, "Login or password is wrong"),
    SESSION_ENDED(401, "Sign in again"),
    NOT_ALLOWED(403, "Your role may not do this"),
    CSRF_MISSING(403, "The request does not come from the console"),
    NOT_FOUND(404, "It is not there"),
    CONFLICT(409, "It cannot be done as things are"),
    TOO_MANY_TRIES(429, "Too many tries");

    static final String MEDIA_TYPE = "application/problem+json";

    private final int status;
    private final String title;

    AuthProblem(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    String json(String detail) {
        String code = name().toLowerCase(Locale.ROOT);
        return new JsonObject()
                .put("type", "urn:flotilla:problem:" + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("code", code)
                .encode();
    }

    public Response.ResponseBuilder response(String detail) {
        return Response.status(status).type(MEDIA_TYPE).entity(json(detail));
    }

    /** 429, and from when on the next try is taken. */
    public static Response tooManyTries(Duration atLeast) {
        long seconds = Math.max(1, atLeast.plusMillis(999).toSeconds());
        return TOO_MANY_TRIES
                .response("Too many tries: try again in %d seconds.".formatted(seconds))
                .header("Retry-After", seconds)
                .build();
    }
}
