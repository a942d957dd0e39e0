package dev.flotilla.control.object;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/**
 * One body on its way into a file, no faster than the disk takes it. On the request's event loop alone. Whoever sends nothing for
 * half a minute, or more than they may, is given up.
 */
final class Upload {
    private static final long LONGEST_SILENCE_MS = TimeUnit.SECONDS.toMillis(30);

    /** Ended before the body did. */
    static final class Refused extends RuntimeException {
        private final ObjectFault fault;

        Refused(ObjectFault fault) {
            super(fault.name(), null, false, false);
            this.fault = fault;
        }

        ObjectFault fault() {
            return fault;
        }
    }

    private final HttpServerRequest request;
    private final AsyncFile file;
    private final long mostBytes;
    private final Promise<Void> done = Promise.promise();
    private long bytes;
    private boolean isMoving;

    private Upload(HttpServerRequest request, AsyncFile file, long mostBytes) {
        this.request = request;
        this.file = file;
        this.mostBytes = mostBytes;
    }

    /** Writes the body, and closes the file; fails with {@link Refused} or what the disk said. The request is paused. */
    static Future<Void> into(Vertx vertx, HttpServerRequest request, AsyncFile file, long mostBytes) {
        var upload = new Upload(request, file, mostBytes);
        long timer = vertx.setPeriodic(LONGEST_SILENCE_MS, _ -> upload.lookForLife());
        upload.begin();
        return upload.done.future().transform(outcome -> {
            vertx.cancelTimer(timer);
            return file.close().compose(_ -> upload.done.future());
        });
    }

    private void begin() {
        file.exceptionHandler(done::tryFail);
        request.handler(this::take)
                .exceptionHandler(_ -> done.tryFail(new Refused(ObjectFault.BROKEN_OFF)))
                .endHandler(_ -> file.flush().onComplete(flushed -> {
                    if (flushed.succeeded()) {
                        done.tryComplete();
                    } else {
                        done.tryFail(flushed.cause());
                    }
                }));
        request.resume();
    }

    private void take(Buffer part) {
        isMoving = true;
        bytes += part.length();
        if (bytes > mostBytes) {
            request.pause();
            done.tryFail(new Refused(ObjectFault.TOO_LARGE));
        } else if (!done.future().isComplete()) {
            var _ = file.write(part);
            if (file.writeQueueFull()) {
                request.pause();
                file.drainHandler(_ -> request.resume());
            }
        }
    }

    private void lookForLife() {
        if (!isMoving) {
            done.tryFail(new Refused(ObjectFault.BROKEN_OFF));
        }
        isMoving = false;
    }
}
