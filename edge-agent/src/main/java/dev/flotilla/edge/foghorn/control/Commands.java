package dev.flotilla.edge.foghorn.control;

import dev.flotilla.id.NodeId;
import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.CommandResult;
import java.util.concurrent.CompletionStage;

/** Gives commands to the nodes of the region. */
public interface Commands {
    /**
     * Sends a command at once, and again whenever the node comes back, until it answers or the time for it is up. A command
     * without an id gets one; the same id twice is one command. Never blocks and never fails: what was not done is a result
     * that says why in {@code refused}.
     */
    CompletionStage<CommandResult> send(NodeId node, Command command);
}
