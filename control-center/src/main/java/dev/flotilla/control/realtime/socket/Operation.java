package dev.flotilla.control.realtime.socket;

import graphql.ExecutionResult;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * One subscription on a socket. It asks for the next message when the last one has left, so that nothing piles up here for a
 * client that is slow.
 */
final class Operation implements Subscriber<ExecutionResult> {
    private static final Logger LOG = Logger.getLogger(Operation.class);

    private static final Subscription NONE = new Subscription() {
        @Override
        public void request(long n) {}

        @Override
        public void cancel() {}
    };

    private final String id;
    private final Socket socket;
    /** Null until there is one. */
    private final AtomicReference<@Nullable Subscription> source = new AtomicReference<>();

    Operation(String id, Socket socket) {
        this.id = id;
        this.socket = socket;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        if (source.compareAndSet(null, subscription)) {
            subscription.request(1);
        } else {
            subscription.cancel();
        }
    }

    @Override
    public void onNext(ExecutionResult result) {
        socket.send(message("next").put("payload", new JsonObject(result.toSpecification())))
                .onSuccess(_ -> askForMore());
    }

    @Override
    public void onError(Throwable failure) {
        LOG.errorf(failure, "a subscription ended");
        onComplete();
    }

    @Override
    public void onComplete() {
        if (socket.forget(this)) {
            var _ = socket.send(message("complete"));
        }
    }

    /** Ends it without a word. */
    void cancel() {
        Subscription running = source.getAndSet(NONE);
        if (running != null) {
            running.cancel();
        }
    }

    String id() {
        return id;
    }

    JsonObject message(String type) {
        return new JsonObject().put("id", id).put("type", type);
    }

    private void askForMore() {
        Subscription running = source.get();
        if (running != null) {
            running.request(1);
        }
    }
}
