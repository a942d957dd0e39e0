package dev.flotilla.edge.helmsman.trigger;

import dev.flotilla.edge.event.EventSink;
import dev.flotilla.edge.event.Spool;
import dev.flotilla.edge.event.SpoolLimits;
import dev.flotilla.edge.helmsman.mist.MistFlavour;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What of the agent takes triggers: door, desk and spool, in a process of its own that can be killed. */
public final class TriggerProcess {
    private TriggerProcess() {}

    /** Takes the spool's file and a port, of which 0 is any; prints the port when it listens. */
    public static void main(String[] arguments) throws Exception {
        Spool spool = Spool.open(Path.of(arguments[0]), new SpoolLimits(1_000_000, 1L << 30));
        HttpServer server = listen(desk(spool), Optional.empty(), Integer.parseInt(arguments[1]));
        System.out.println(server.actualPort());
        Thread.currentThread().join();
    }

    static TriggerDesk desk(EventSink sink) {
        var parts = new TriggerDesk.Parts(
                _ -> CompletableFuture.completedStage(
                        TriggerAnswer.newBuilder().setValue("true").build()),
                sink,
                new StreamIds(),
                () -> "node_0011223344556677",
                () -> MistFlavour.UPSTREAM,
                List.of());
        return new TriggerDesk(
                parts,
                new TriggerDesk.Times(
                        Duration.ofSeconds(2), Duration.ofMinutes(1), Clock.systemUTC(), System::nanoTime));
    }

    static HttpServer listen(TriggerDesk desk, Optional<String> secret, int port) {
        Vertx vertx = Vertx.vertx();
        Router router = Router.router(vertx);
        new TriggerDoor(desk, secret).mount(router);
        return vertx.createHttpServer()
                .requestHandler(router)
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
