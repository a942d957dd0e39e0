package dev.flotilla.edge.foghorn.http;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.BindException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Foghorn's HTTP listener. Each request is answered on the event loop that has its connection. */
public final class FoghornServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(FoghornServer.class);
    private static final int IDLE_SECONDS = 60;
    private static final int MOST_LINE_BYTES = 8 * 1024;
    private static final int MOST_HEADER_BYTES = 16 * 1024;
    private static final int CLOSE_SECONDS = 5;

    private final Vertx vertx;
    private final Listen listen;
    private final Call.Surroundings surroundings;
    private final Map<String, Route> routes = new HashMap<>();
    private final Route root;
    private final AtomicInteger port = new AtomicInteger();
    private @Nullable String deployment;

    /**
     * Where it listens.
     *
     * @param port 0 for any free one
     * @param loops event loops that share the connections
     */
    public record Listen(String host, int port, int loops) {}

    /**
     * @param root answers whatever no other route has a word for
     * @throws IllegalArgumentException naming the word that two routes have
     */
    public FoghornServer(
            Vertx vertx,
            Listen listen,
            TrustedProxies proxies,
            Locator locator,
            Collection<? extends Route> others,
            Route root) {
        this.vertx = vertx;
        this.listen = listen;
        this.surroundings = new Call.Surroundings(proxies, locator);
        this.root = root;
        for (Route route : others) {
            for (String word : route.words()) {
                if (routes.put(word, route) != null) {
                    throw new IllegalArgumentException("two routes for /" + word);
                }
            }
        }
    }

    /**
     * Opens the port.
     *
     * @throws IllegalStateException with a sentence for the operator when it cannot be had
     */
    public void start() {
        var options = new DeploymentOptions().setInstances(listen.loops());
        try {
            deployment = vertx.deployVerticle(Loop::new, options)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException failure) {
            String where = "flotilla.foghorn.http.host=%s, flotilla.foghorn.http.port=%d: "
                    .formatted(listen.host(), listen.port());
            throw new IllegalStateException(
                    where
                            + (failure.getCause() instanceof BindException
                                    ? "something else listens there already; set flotilla.foghorn.http.port to a free"
                                            + " port"
                                    : "cannot listen there: " + failure.getCause()),
                    failure);
        }
        LOG.infof("Foghorn listens on http://%s:%d", listen.host(), port());
    }

    /** Where it listens; another than configured where that was 0. */
    public int port() {
        return port.get();
    }

    @Override
    public void close() {
        if (deployment != null) {
            vertx.undeploy(deployment)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(late -> null)
                    .join();
        }
    }

    /** One event loop's share. */
    private final class Loop extends AbstractVerticle {
        @Override
        public void start(Promise<Void> started) {
            HttpServerOptions options = new HttpServerOptions()
                    .setHost(listen.host())
                    .setPort(listen.port())
                    .setIdleTimeout(IDLE_SECONDS)
                    .setMaxInitialLineLength(MOST_LINE_BYTES)
                    .setMaxHeaderSize(MOST_HEADER_BYTES)
                    .setHttp2ClearTextEnabled(false)
                    .setHandle100ContinueAutomatically(true);
            vertx.createHttpServer(options)
                    .requestHandler(FoghornServer.this::answer)
                    .listen()
                    .onSuccess(server -> port.set(server.actualPort()))
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }

    private void answer(HttpServerRequest request) {
        Call call = new Call(request, surroundings);
        Route route = routes.isEmpty() ? null : routes.get(call.word());
        try {
            (route == null ? root : route).answer(call);
        } catch (RuntimeException bug) {
            call.failed(bug);
        }
    }
}
