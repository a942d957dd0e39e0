package dev.flotilla.edge.foghorn.change;

import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.control.Commands;
import dev.flotilla.edge.foghorn.directory.Lookup;
import dev.flotilla.edge.foghorn.directory.StreamDirectory;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.InvalidateSessions;
import dev.flotilla.proto.foghorn.v1.StopSessions;
import dev.flotilla.proto.stream.v1.StreamChange;
import dev.flotilla.proto.stream.v1.StreamRecord;
import org.jboss.logging.Logger;

/**
 * Brings a change of a stream to the nodes that have it. One that was suspended or deleted ends there, with its publisher; of
 * any other one MistServer asks anew who may watch. Never blocks.
 */
public final class ChangedStreams {
    private static final Logger LOG = Logger.getLogger(ChangedStreams.class);
    private static final String LIVE = "live+";

    private final StreamDirectory directory;
    private final Region region;
    private final Commands commands;

    public ChangedStreams(StreamDirectory directory, Region region, Commands commands) {
        this.directory = directory;
        this.region = region;
        this.commands = commands;
    }

    /** A stream changed; what it is now is looked up. */
    public void changed(StreamChange change) {
        String stream = LIVE + change.getName();
        if (!region.snapshot().carriers(stream).isEmpty()) {
            var _ = directory.byName(change.getName()).thenAccept(found -> tell(stream, found));
        }
    }

    private void tell(String stream, Lookup found) {
        switch (found) {
            case Lookup.Found(StreamRecord known, var _)
            when !known.getIsSuspended() ->
                tell(
                        stream,
                        Command.newBuilder()
                                .setInvalidateSessions(
                                        InvalidateSessions.newBuilder().setStream(stream))
                                .build());
            case Lookup.Found _, Lookup.Unknown _ ->
                tell(
                        stream,
                        Command.newBuilder()
                                .setStopSessions(StopSessions.newBuilder().setStream(stream))
                                .build());
            case Lookup.Unavailable _ -> LOG.warnf("%s changed, and what it is now is not known", stream);
        }
    }

    private void tell(String stream, Command command) {
        for (Node node : region.snapshot().carriers(stream)) {
            if (!node.identity().isPolled()) {
                var _ = commands.send(new NodeId(node.id()), command).thenAccept(result -> {
                    if (!result.getRefused().isEmpty()) {
                        LOG.warnf(
                                "node=%s: %s of %s was not done: %s",
                                node.id(), command.getCommandCase(), stream, result.getRefused());
                    }
                });
            }
        }
    }
}
