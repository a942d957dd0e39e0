package dev.flotilla.edge.engine.link;

import dev.flotilla.edge.engine.link.EngineFault.Reason;
import dev.flotilla.id.FlowId;
import dev.flotilla.proto.engine.v1.ApplyFlow;
import dev.flotilla.proto.engine.v1.Command;
import dev.flotilla.proto.engine.v1.Greet;
import dev.flotilla.proto.engine.v1.Greeting;
import dev.flotilla.proto.engine.v1.Observation;
import dev.flotilla.proto.engine.v1.Observe;
import dev.flotilla.proto.engine.v1.RemoveFlow;
import dev.flotilla.proto.engine.v1.Reply;
import dev.flotilla.proto.engine.v1.SelectSource;
import dev.flotilla.proto.engine.v1.Shutdown;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The agent's hold on its engine. Adopts the engine that answers on the socket, starts one where none does, and starts it
 * again when it dies. All calls block the caller, at most for the deadline of a few seconds, and may come from any thread.
 */
public final class EngineLink implements AutoCloseable {
    private final EngineKeeper keeper;

    public EngineLink(EngineLaunch launch, EngineListener listener) {
        this.keeper = new EngineKeeper(launch, listener);
    }

    /** Begins to look after the engine, in the background; {@link EngineListener#onStart} tells when there is one. */
    public void start() {
        keeper.start();
    }

    /** Makes the flow be as specified. Idempotent; sources and outputs that stay the same lose no packet. */
    public void apply(FlowSpec flow) throws EngineFault {
        call(Command.newBuilder().setApply(ApplyFlow.newBuilder().setFlow(flow)));
    }

    /** Ends the flow and frees its ports. Idempotent. */
    public void remove(FlowId flow) throws EngineFault {
        call(Command.newBuilder().setRemove(RemoveFlow.newBuilder().setFlowId(flow.value())));
    }

    /** Has a running flow take its stream from that one of its sources. */
    public void select(FlowId flow, String source) throws EngineFault {
        call(Command.newBuilder()
                .setSelect(SelectSource.newBuilder().setFlowId(flow.value()).setSource(source)));
    }

    /** Counters, and the events after that one; the engine then forgets those up to it. */
    public Observation observe(long seenEvent) throws EngineFault {
        return call(Command.newBuilder().setObserve(Observe.newBuilder().setSeenEvent(seenEvent)))
                .getObservation();
    }

    /** Who the engine is and what it runs. */
    public Greeting greeting() throws EngineFault {
        return call(Command.newBuilder().setGreet(Greet.getDefaultInstance())).getGreeting();
    }

    /** The engine's process, empty when there is none at the moment. */
    public Optional<Long> pid() {
        return keeper.pid();
    }

    /** Ends the engine and its flows, and this link with it. Does nothing when there is no engine. */
    public void shutdown() {
        keeper.close();
        Conversation conversation = keeper.conversation();
        if (conversation != null) {
            try {
                conversation.call(Command.newBuilder().setShutdown(Shutdown.getDefaultInstance()));
                conversation.awaitEnd();
            } catch (EngineFault gone) {
                // Then it has ended already.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        close();
    }

    /** Ends the engine that an earlier agent left here, if there is one, and starts none. Not for a link that was started. */
    public void endLeftOver() {
        keeper.endLeftOver();
    }

    private Reply call(Command.Builder command) throws EngineFault {
        @Nullable Conversation conversation = keeper.conversation();
        if (conversation == null) {
            throw new EngineFault(Reason.UNREACHABLE, "there is no engine at the moment; it is being started");
        }
        return conversation.call(command);
    }

    /** Lets go of the engine, which runs on. */
    @Override
    public void close() {
        keeper.close();
        Conversation conversation = keeper.conversation();
        if (conversation != null) {
            conversation.close();
        }
    }
}
