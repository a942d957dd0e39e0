package dev.flotilla.control.realtime.socket;

import dev.flotilla.control.realtime.socket.Entry.Guest;
import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One WebSocket and what is subscribed on it. Safe from any thread. */
final class Socket {
    private static final Logger LOG = Logger.getLogger(Socket.class);

    private final RoutingContext request;
    private final ServerWebSocket wire;
    private final Sockets sockets;
    private final long openedNs = System.nanoTime();
    private final Map<String, Operation> operations = new ConcurrentHashMap<>();
    private volatile @Nullable Guest guest;
    private volatile boolean hasInit;
    private volatile long heardNs = openedNs;
    private volatile long knownNs = openedNs;

    Socket(RoutingContext request, ServerWebSocket wire, Sockets sockets) {
        this.request = request;
        this.wire = wire;
        this.sockets = sockets;
    }

    void open() {
        wire.closeHandler(_ -> ended());
        wire.exceptionHandler(_ -> ended());
        wire.textMessageHandler(this::hear);
        wire.binaryMessageHandler(_ -> close(CloseCode.BAD_MESSAGE, "messages are texts"));
    }

    RoutingContext request() {
        return request;
    }

    /** Null until somebody was let in. */
    @Nullable
    Guest guest() {
        return guest;
    }

    int subscriptions() {
        return operations.size();
    }

    /** When it was opened, heard last, and its caller was known last, of {@link System#nanoTime()}. */
    long openedNs() {
        return openedNs;
    }

    long heardNs() {
        return heardNs;
    }

    long knownNs() {
        return knownNs;
    }

    /** The caller is still the same one. */
    void known() {
        knownNs = System.nanoTime();
    }

    void letIn(Guest known) {
        guest = known;
        known();
        var _ = send(new JsonObject().put("type", "connection_ack"));
    }

    void ping() {
        var _ = send(new JsonObject().put("type", "ping"));
    }

    /** Answers when the message has left, or failed to. */
    Future<Void> send(JsonObject message) {
        return wire.isClosed() ? Future.failedFuture("closed") : wire.writeTextMessage(message.encode());
    }

    /** Tells that there will be no subscription, or no more of it. */
    void fail(Operation operation, JsonArray errors) {
        if (forget(operation)) {
            var _ = send(operation.message("error").put("payload", errors));
        }
    }

    /** Whether it was there. */
    boolean forget(Operation operation) {
        return operations.remove(operation.id(), operation);
    }

    void close(CloseCode code, String why) {
        ended();
        if (!wire.isClosed()) {
            LOG.debugf("socket closed: %s %s", code, why);
            wire.close(code.number(), why);
        }
    }

    private void ended() {
        sockets.forget(this);
        List.copyOf(operations.values()).forEach(operation -> {
            if (forget(operation)) {
                operation.cancel();
            }
        });
    }

    private void hear(String text) {
        heardNs = System.nanoTime();
        switch (ClientMessage.read(text)) {
            case ClientMessage.Init init -> init(init);
            case ClientMessage.Ping _ -> pong();
            case ClientMessage.Pong _ -> {}
            case ClientMessage.Subscribe subscribe -> subscribe(subscribe);
            case ClientMessage.Complete complete -> complete(complete.id());
            case ClientMessage.Unreadable unreadable -> close(CloseCode.BAD_MESSAGE, unreadable.why());
        }
    }

    private void init(ClientMessage.Init init) {
        if (hasInit) {
            close(CloseCode.TOO_MANY_INITS, "connection_init comes once");
            return;
        }
        hasInit = true;
        sockets.admit(this, init.authorization());
    }

    /** Whoever sends faster than it reads is heard no more until it has read. */
    private void pong() {
        var _ = send(new JsonObject().put("type", "pong"));
        if (wire.writeQueueFull()) {
            wire.pause();
            wire.drainHandler(_ -> wire.resume());
        }
    }

    private void subscribe(ClientMessage.Subscribe subscribe) {
        Guest caller = guest;
        if (caller == null) {
            close(CloseCode.UNAUTHORIZED, "connection_init comes first");
            return;
        }
        var operation = new Operation(subscribe.id(), this);
        if (operations.putIfAbsent(subscribe.id(), operation) != null) {
            close(CloseCode.DUPLICATE_SUBSCRIBER, "there is a subscription '%s'".formatted(subscribe.id()));
            return;
        }
        sockets.start(this, caller, subscribe.request(), operation);
    }

    private void complete(String id) {
        Operation operation = operations.remove(id);
        if (operation != null) {
            operation.cancel();
        }
    }
}
