package dev.flotilla.control.realtime.socket;

import dev.flotilla.control.access.Actor;
import dev.flotilla.control.drain.Leaving;
import dev.flotilla.control.realtime.LiveConfig;
import dev.flotilla.control.realtime.socket.Entry.Guest;
import dev.flotilla.id.TenantId;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The open sockets of this replica: who may have one, and who may have it no more. */
@ApplicationScoped
class Sockets {
    private static final Logger LOG = Logger.getLogger(Sockets.class);
    /** Before the API's own handler, which bounds nothing. */
    private static final int BEFORE_THE_API = 1;

    private static final String PROTOCOL = "graphql-transport-ws";
    private static final int UPGRADE_REQUIRED = 426;
    private static final int UNAVAILABLE = 503;
    private static final Duration INIT = Duration.ofSeconds(10);
    private static final Duration SILENT = Duration.ofSeconds(60);
    /** So long a socket stays open while the database cannot say whether it may. */
    private static final Duration UNKNOWN = Duration.ofSeconds(60);

    private final Entry entry;
    private final Execution execution;
    private final LiveConfig config;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    Sockets(Entry entry, Execution execution, LiveConfig config, MeterRegistry meters) {
        this.entry = entry;
        this.execution = execution;
        this.config = config;
        meters.gaugeCollectionSize("flotilla_control_live_sockets", List.of(), open);
    }

    void install(@Observes Router router) {
        router.get("/graphql/ws").order(BEFORE_THE_API).handler(this::upgrade);
        router.get("/graphql").order(BEFORE_THE_API).handler(request -> {
            if (isUpgrade(request)) {
                upgrade(request);
            } else {
                request.next();
            }
        });
    }

    private void upgrade(RoutingContext request) {
        String protocols = request.request().getHeader("Sec-WebSocket-Protocol");
        if (!isUpgrade(request) || protocols == null || !protocols.contains(PROTOCOL)) {
            request.response()
                    .setStatusCode(UPGRADE_REQUIRED)
                    .putHeader("Upgrade", "websocket")
                    .end("Here speaks a WebSocket with the protocol %s.\n".formatted(PROTOCOL));
        } else if (open.size() >= config.mostSockets()) {
            request.response().setStatusCode(UNAVAILABLE).end("This replica holds as many sockets as it may.\n");
        } else {
            request.request().toWebSocket().onSuccess(wire -> {
                var socket = new Socket(request, wire, this);
                open.add(socket);
                socket.open();
            });
        }
    }

    private static boolean isUpgrade(RoutingContext request) {
        return request.request().headers().contains(HttpHeaders.UPGRADE, HttpHeaders.WEBSOCKET, true);
    }

    /** Asks who it is, and lets it in. */
    void admit(Socket socket, Optional<String> authorization) {
        entry.guest(socket.request(), authorization)
                .subscribe()
                .with(
                        guest -> guest.ifPresentOrElse(
                                known -> letIn(socket, known),
                                () -> socket.close(CloseCode.UNAUTHORIZED, "the token is none, or no more")),
                        failure -> {
                            LOG.errorf("who opens a socket cannot be told: %s", failure.getMessage());
                            socket.close(CloseCode.TRY_AGAIN_LATER, "cannot be told who you are");
                        });
    }

    private synchronized void letIn(Socket socket, Guest guest) {
        if (of(guest.actor().tenant()).count() >= config.mostSocketsOfTenant()) {
            socket.close(
                    CloseCode.TRY_AGAIN_LATER,
                    "this tenant has %d sockets, and may have no more".formatted(config.mostSocketsOfTenant()));
            return;
        }
        socket.letIn(guest);
    }

    void start(Socket socket, Guest guest, JsonObject request, Operation operation) {
        int present = of(guest.actor().tenant()).mapToInt(Socket::subscriptions).sum();
        if (present > config.mostSubscriptionsOfTenant()) {
            socket.fail(
                    operation,
                    Execution.errors(Execution.refused(
                            "This tenant has %d subscriptions, and may have no more."
                                    .formatted(config.mostSubscriptionsOfTenant()),
                            "RATE_LIMITED")));
            return;
        }
        execution.start(socket.request(), guest, request, operation, socket);
    }

    void forget(Socket socket) {
        open.remove(socket);
    }

    /** Ends the sockets of those whose token or session is worth nothing any more, or is worth something else. */
    @Scheduled(
            every = "${flotilla.live.recheck:3s}",
            identity = "live-recheck",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void recheck() {
        long now = System.nanoTime();
        for (Socket socket : open) {
            Guest guest = socket.guest();
            if (guest == null) {
                if (now - socket.openedNs() > INIT.toNanos()) {
                    socket.close(CloseCode.INIT_TIMEOUT, "connection_init did not come");
                }
            } else if (now - socket.heardNs() > SILENT.toNanos()) {
                socket.close(CloseCode.GOING_AWAY, "no answer to any ping");
            } else {
                recheck(socket, guest);
            }
        }
    }

    @Scheduled(every = "20s", identity = "live-ping")
    void ping() {
        open.forEach(Socket::ping);
    }

    void leave(@Observes Leaving event) {
        endAll();
    }

    void stop(@Observes ShutdownEvent event) {
        endAll();
    }

    private void endAll() {
        List.copyOf(open).forEach(socket -> socket.close(CloseCode.GOING_AWAY, "this replica stops: come back"));
    }

    private void recheck(Socket socket, Guest guest) {
        try {
            Optional<Actor> present = entry.present(guest);
            if (present.isEmpty()) {
                socket.close(CloseCode.UNAUTHORIZED, "the token is worth nothing any more");
            } else if (!present.get().equals(guest.actor())) {
                socket.close(CloseCode.FORBIDDEN, "your rights have changed: come back");
            } else {
                socket.known();
            }
        } catch (RuntimeException e) {
            LOG.errorf("who holds a socket cannot be told: %s", e.getMessage());
            if (System.nanoTime() - socket.knownNs() > UNKNOWN.toNanos()) {
                socket.close(CloseCode.TRY_AGAIN_LATER, "cannot be told whether you still may");
            }
        }
    }

    private Stream<Socket> of(TenantId tenant) {
        return open.stream().filter(socket -> {
            Guest guest = socket.guest();
            return guest != null && guest.actor().tenant().equals(tenant);
        });
    }
}
