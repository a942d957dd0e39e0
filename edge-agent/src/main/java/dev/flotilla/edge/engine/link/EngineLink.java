package dev.flotilla.edge.engine.link;

import dev.flotilla.id.FlowId;
import dev.flotilla.proto.engine.v1.Greeting;
import dev.flotilla.proto.engine.v1.Observation;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.util.Optional;

/**
 * The agent's hold on its engine. Adopts the engine that answers on the socket, starts one where none does, and starts it
 * again when it dies. All calls block the caller, at most for the deadline of a few seconds, and may come from any thread.
 */
public final class EngineLink implements AutoCloseable {
    private final EngineLaunch launch;
    private final EngineListener listener;

    public EngineLink(EngineLaunch launch, EngineListener listener) {
        this.launch = launch;
        this.listener = listener;
    }

    /** Begins to look after the engine, in the background; {@link EngineListener#onStart} tells when there is one. */
    public void start() {
        listener.onLoss("no engine at " + launch.socket());
    }

    /** Makes the flow be as specified. Idempotent; sources and outputs that stay the same lose no packet. */
    public void apply(FlowSpec flow) throws EngineFault {
        call();
    }

    /** Ends the flow and frees its ports. Idempotent. */
    public void remove(FlowId flow) throws EngineFault {
        call();
    }

    /** Counters, and the events after that one; the engine then forgets those up to it. */
    public Observation observe(long seenEvent) throws EngineFault {
        call();
        return Observation.getDefaultInstance();
    }

    /** Who the engine is and what it runs. */
    public Greeting greeting() throws EngineFault {
        call();
        return Greeting.getDefaultInstance();
    }

    /** The engine's process, empty when there is none at the moment. */
    public Optional<Long> pid() {
        return Optional.empty();
    }

    /** Ends the engine and its flows, and this link with it. */
    public void shutdown() {
        close();
    }

    private void call() throws EngineFault {
        throw new EngineFault(EngineFault.Reason.UNREACHABLE, "there is no engine at " + launch.socket());
    }

    /** Lets go of the engine, which runs on. */
    @Override
    public void close() {}
}
