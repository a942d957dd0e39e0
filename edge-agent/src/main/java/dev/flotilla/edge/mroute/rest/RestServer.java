package dev.flotilla.edge.mroute.rest;

import dev.flotilla.edge.mroute.Flows;
import dev.flotilla.edge.unit.Unit;
import dev.flotilla.edge.unit.Units;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.net.BindException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The HTTP server of mroute's API. Requests block on disk and engine, so each gets a virtual thread, and only so many. */
@Singleton
class RestServer {
    private static final Logger LOG = Logger.getLogger(RestServer.class);
    private static final long MAX_BODY_BYTES = 1024 * 1024;
    private static final int MAX_AT_ONCE = 128;
    private static final int IDLE_SECONDS = 30;

    private final Vertx vertx;
    private final ApiConfig config;
    private final Api api;
    private final Admission admission;
    private final boolean isOn;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("mroute-rest-", 0).factory());
    private final Semaphore places = new Semaphore(MAX_AT_ONCE);
    private @Nullable HttpServer server;

    RestServer(Vertx vertx, ApiConfig config, Units units, Flows flows) {
        this.vertx = vertx;
        this.isOn = units.has(Unit.MROUTE);
        this.config = config;
        this.api = new Api(flows, Clock.systemUTC());
        this.admission = new Admission(config.token());
    }

    /** Before the engine is looked for: an agent that cannot have its port must not leave an engine behind. */
    void start(@Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent event) {
        if (!isOn) {
            return;
        }
        config.check();
        Router router = Router.router(vertx);
        router.route().handler(this::admit).handler(RestServer::ignoreContentType);
        router.route()
                .handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES))
                .handler(this::dispatch)
                .failureHandler(RestServer::fail);
        HttpServerOptions options = new HttpServerOptions()
                .setHost(config.host())
                .setPort(config.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setHandle100ContinueAutomatically(true);
        try {
            server = vertx.createHttpServer(options)
                    .requestHandler(router)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            LOG.infof("mroute's API listens on http://%s:%d", config.host(), server.actualPort());
        } catch (CompletionException failure) {
            throw new ConfigurationException(sentence(failure));
        }
    }

    /** Before the store is closed, so that what was begun can end. */
    void stop(@Observes @Priority(Interceptor.Priority.APPLICATION) ShutdownEvent event) throws InterruptedException {
        if (server != null) {
            server.close().toCompletionStage().toCompletableFuture().join();
        }
        threads.shutdown();
        if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }

    /** Where it listens; another than configured where that was 0. */
    int port() {
        return server == null ? config.port() : server.actualPort();
    }

    private String sentence(CompletionException failure) {
        String where = "flotilla.api.host=%s, flotilla.api.port=%d".formatted(config.host(), config.port());
        return failure.getCause() instanceof BindException
                ? where + ": something else listens there already; set flotilla.api.port or MROUTE_PORT to a free port"
                : where + ": cannot listen there: " + failure.getCause();
    }

    private void admit(RoutingContext context) {
        var headers = context.request().headers();
        admission
                .refusal(headers.get("Authorization"), headers.get("Host"), headers.get("Origin"))
                .ifPresentOrElse(answer -> send(context, answer), context::next);
    }

    /** A body is JSON whatever its header says, and no form to be decoded: {@code curl -d} calls all that it sends a form. */
    private static void ignoreContentType(RoutingContext context) {
        context.request().headers().remove("Content-Type");
        context.next();
    }

    private void dispatch(RoutingContext context) {
        if (!places.tryAcquire()) {
            send(context, Answer.error(503, "too many requests at once, try again"));
            return;
        }
        var eventLoop = vertx.getOrCreateContext();
        threads.execute(() -> {
            Answer answer;
            try {
                answer = api.answer(read(context));
            } catch (RuntimeException failure) {
                LOG.error(
                        "a request failed: " + context.request().method() + " "
                                + context.request().path(),
                        failure);
                answer = Answer.error(500, "internal error: " + failure.getMessage());
            } finally {
                places.release();
            }
            Answer sent = answer;
            eventLoop.runOnContext(nothing -> send(context, sent));
        });
    }

    private static Request read(RoutingContext context) {
        var request = context.request();
        String body = context.body().asString();
        return new Request(
                request.method().name(), decode(request.path()), request.getParam("limit"), body == null ? "" : body);
    }

    /** Percent-encoding only: a plus in a path is a plus. */
    private static String decode(@Nullable String path) {
        if (path == null) {
            return "";
        }
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return path;
        }
    }

    private static void fail(RoutingContext context) {
        send(
                context,
                context.statusCode() == 413 ? Answer.error(400, "invalid body") : Answer.error(500, "internal error"));
    }

    private static void send(RoutingContext context, Answer answer) {
        var response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        if (answer.isJson()) {
            response.putHeader("Content-Type", "application/json").putHeader("Cache-Control", "no-store");
        } else if (!answer.body().isEmpty()) {
            response.putHeader("Content-Type", "text/plain; charset=utf-8")
                    .putHeader("X-Content-Type-Options", "nosniff");
        }
        if (answer.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.end(answer.body());
    }
}
