package dev.flotilla.edge.helmsman.trigger;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Where MistServer posts its triggers. Without a secret only this machine may; with one, whoever has it in the path. Each is
 * worked on by a virtual thread, and only so many at once.
 */
public final class TriggerDoor implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TriggerDoor.class);
    /** The largest are lists of tracks, and the last lines of a push's log. */
    private static final long LARGEST_BODY_BYTES = 4L << 20;

    private static final int MOST_AT_ONCE = 1_024;
    private static final int LAST_ATTEMPT = 5;
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final TriggerDesk desk;
    private final Optional<String> secret;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("mist-trigger-", 0).factory());
    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    public TriggerDoor(TriggerDesk desk, Optional<String> secret) {
        this.desk = desk;
        this.secret = secret;
    }

    /** Opens it on the agent's HTTP server. */
    public void mount(Router router) {
        router.post(TriggerPlan.PATH + "*").handler(this::admit);
        router.post(TriggerPlan.PATH + "*")
                .handler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY_BYTES))
                .handler(this::take);
    }

    private void admit(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = request.path();
        String rest = path == null ? "" : path.substring(TriggerPlan.PATH.length());
        boolean isLetIn = secret.map(known -> isSame("/" + known, rest))
                .orElseGet(() -> rest.isEmpty() && isLoopback(request.remoteAddress()));
        if (isLetIn) {
            context.next();
        } else {
            answer(context, Reply.failed(403, "triggers are taken from this machine, or with the secret of the path"));
        }
    }

    private void take(RoutingContext context) {
        TriggerCall call;
        try {
            var headers = context.request().headers();
            byte[] body = context.body().buffer() == null
                    ? new byte[0]
                    : context.body().buffer().getBytes();
            call = TriggerCall.of(headers::get, body);
        } catch (IllegalArgumentException wrong) {
            answer(context, Reply.failed(400, String.valueOf(wrong.getMessage())));
            return;
        }
        if (!places.tryAcquire()) {
            desk.counts().refuse();
            answer(context, call, Reply.later("too many triggers at once"));
            return;
        }
        var eventLoop = context.vertx().getOrCreateContext();
        try {
            threads.execute(() -> {
                Reply reply = work(call);
                places.release();
                eventLoop.runOnContext(_ -> answer(context, call, reply));
            });
        } catch (RejectedExecutionException stopping) {
            answer(context, call, Reply.later("this agent stops"));
        }
    }

    private Reply work(TriggerCall call) {
        try {
            return desk.answer(call);
        } catch (RuntimeException failure) {
            LOG.error("a trigger failed: " + call, failure);
            return Reply.failed(500, "internal error");
        }
    }

    /**
     * MistServer sends a trigger again only when nobody answers, up to five times: a refusal is final to it. So what may be
     * taken a moment later is left without an answer, but for the last time.
     */
    private static void answer(RoutingContext context, TriggerCall call, Reply reply) {
        if (reply.isLater() && call.attempt() < LAST_ATTEMPT) {
            context.vertx()
                    .setTimer(
                            PAUSE.toMillis(),
                            _ -> context.request().connection().close());
        } else {
            answer(context, reply);
        }
    }

    private static void answer(RoutingContext context, Reply reply) {
        var response = context.response();
        // MistServer does not wait for the answers of what it only tells.
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(reply.status()).putHeader("Content-Type", "text/plain");
        if (!reply.action().isEmpty()) {
            response.putHeader("X-Mist-Trigger-Action", reply.action());
        }
        if (!reply.reason().isEmpty()) {
            response.putHeader("X-Mist-Trigger-Reason", reply.reason().replaceAll("[^\\x20-\\x7e]", " "));
        }
        response.end(reply.text());
    }

    private static boolean isLoopback(SocketAddress peer) {
        try {
            String address = peer.hostAddress();
            return address != null && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException impossible) {
            return false;
        }
    }

    private static boolean isSame(String expected, String sent) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    /** Lets what was begun end. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
