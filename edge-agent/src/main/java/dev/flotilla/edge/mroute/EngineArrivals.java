package dev.flotilla.edge.mroute;

import dev.flotilla.edge.engine.link.EngineListener;
import dev.flotilla.proto.engine.v1.Greeting;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Notes that there is a new or adopted engine, or none any more. The watch acts on it: the link's own thread must never wait for a lock. */
final class EngineArrivals implements EngineListener {
    private final AtomicReference<@Nullable Greeting> latest = new AtomicReference<>();
    private final AtomicReference<@Nullable String> loss = new AtomicReference<>();

    @Override
    public void onStart(Greeting greeting) {
        latest.set(greeting);
    }

    @Override
    public void onLoss(String why) {
        loss.set(why);
    }

    /** Why the last engine was lost, if that was not taken yet. */
    Optional<String> takeLoss() {
        return Optional.ofNullable(loss.getAndSet(null));
    }

    /** The newest arrival that nobody took yet. */
    Optional<Greeting> take() {
        return Optional.ofNullable(latest.getAndSet(null));
    }
}
