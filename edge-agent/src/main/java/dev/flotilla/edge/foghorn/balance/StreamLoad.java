package dev.flotilla.edge.foghorn.balance;

import dev.flotilla.proto.foghorn.v1.NodeStream;
import dev.flotilla.proto.foghorn.v1.StreamTrack;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stream on one node.
 *
 * @param bytesUp since the stream began
 * @param isReplica whether the node pulls it from another one
 * @param tracks what it consists of; empty until the node knows
 * @param bytesPerSPerUser what one of its connections needs, as MistServer reckons it
 */
public record StreamLoad(
        long viewers,
        long inputs,
        long outputs,
        long bytesUp,
        long bytesDown,
        boolean isReplica,
        List<StreamTrack> tracks,
        long bytesPerSPerUser) {
    private static final long UNWATCHED_BYTES_PER_S = 100_000;

    /** From a report and the one before it, if the stream was in that. */
    static StreamLoad of(NodeStream now, @Nullable StreamLoad before, long seconds) {
        long bytes = now.getBytesUp() + now.getBytesDown();
        long users = now.getViewers() + now.getInputs() + now.getOutputs();
        long perUser;
        if (before == null || bytes < before.bytesUp + before.bytesDown) {
            perUser = now.getViewers() > 0 ? bytes / now.getViewers() : bytes + UNWATCHED_BYTES_PER_S;
        } else if (seconds > 0) {
            perUser = (bytes - before.bytesUp - before.bytesDown) / seconds / Math.max(1, users);
        } else {
            perUser = before.bytesPerSPerUser;
        }
        return new StreamLoad(
                now.getViewers(),
                now.getInputs(),
                now.getOutputs(),
                now.getBytesUp(),
                now.getBytesDown(),
                now.getIsReplica(),
                now.getTracksList(),
                perUser);
    }

    /** Whether anybody or anything uses it. */
    static boolean isAlive(NodeStream stream) {
        return stream.getViewers() + stream.getInputs() + stream.getOutputs() != 0;
    }

    /** As {@link Carriers} keep it. */
    byte flags() {
        int flags = Carriers.PRESENT;
        if (inputs > 0) {
            flags |= Carriers.FED;
        }
        if (isReplica) {
            flags |= Carriers.REPLICA;
        }
        return (byte) flags;
    }
}
