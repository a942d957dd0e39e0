package dev.flotilla.edge.foghorn.directory;

import dev.flotilla.proto.stream.v1.ArtifactOrder;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What users have ordered of clips and recordings in the control center. */
public interface ArtifactOrders {
    /** Whom to tell of each order, perhaps more than once; on a thread that must not be held up. */
    void onOrder(Consumer<ArtifactOrder> listener);

    /**
     * Takes an order, so that nobody else carries it out. Never fails, and is done within three seconds.
     *
     * @param refused why it cannot be carried out; empty when it will be
     * @return false when another one has it, when it is over, or when the control center does not answer
     */
    CompletionStage<Boolean> take(String hash, String refused);
}
