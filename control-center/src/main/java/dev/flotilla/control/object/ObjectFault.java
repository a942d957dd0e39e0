package dev.flotilla.control.object;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** Why a request for an object is refused. */
enum ObjectFault {
    NOT_SIGNED(403, "The address is not one that was given out, or was given out for something else."),
    EXPIRED(403, "The address does not hold any more: ask for a new one."),
    NOT_FOUND(404, "There is no such object."),
    METHOD(405, "The address is for another method."),
    EXISTS(412, "There is such an object already."),
    TOO_LARGE(413, "The body is larger than the address allows."),
    RANGE(416, "The object has no such bytes."),
    BROKEN_OFF(400, "The body ended before it was whole, or nothing of it came for too long."),
    BUSY(503, "As many uploads are under way as may be: come back in a second."),
    DISK_FULL(507, "The disk of the object storage is full."),
    FAILED(500, "The object storage failed; the control center's log tells why.");

    private final int status;
    private final String title;

    ObjectFault(int status, String title) {
        this.status = status;
        this.title = title;
    }

    int status() {
        return status;
    }

    /** Answers the problem (RFC 9457), and never the address, which is a secret. */
    void answer(HttpServerResponse response, ObjectKey key) {
        if (response.ended() || response.closed()) {
            return;
        }
        String code = name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        if (this == BUSY) {
            response.putHeader("Retry-After", "1");
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/problem+json")
                .end(new JsonObject()
                        .put("type", "urn:flotilla:problem:object-" + code)
                        .put("title", title)
                        .put("status", status)
                        .put("detail", "%s Object: '%s'".formatted(title, key))
                        .put("code", "object-" + code)
                        .encode());
    }
}
