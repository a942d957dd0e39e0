package dev.flotilla.control.realtime;

import dev.flotilla.id.TenantId;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Subscriptions to the facts of a tenant. */
@ApplicationScoped
public class LiveFeed {
    private final FactLog log;
    private final Hub hub;
    private final LiveConfig config;
    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    LiveFeed(FactLog log, Hub hub, LiveConfig config) {
        this.log = log;
        this.hub = hub;
        this.config = config;
    }

    /**
     * Tells the wanted facts as they are asked for, without end, on threads of its own.
     *
     * @param after a cursor of an earlier message; {@link dev.flotilla.control.graphql.Refused} when it is none
     */
    public Multi<LiveMessage> facts(TenantId tenant, Optional<String> after, Predicate<Fact> wanted) {
        var listener =
                new Listener(tenant, wanted, after.map(Position::parse).orElse(null), log, hub, config.mostWaiting());
        return Multi.createBy()
                .repeating()
                .completionStage(() -> CompletableFuture.supplyAsync(() -> next(listener), threads))
                .indefinitely()
                .onTermination()
                .invoke(listener::end);
    }

    private static LiveMessage next(Listener listener) {
        try {
            return listener.next();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }
}
