package dev.flotilla.edge.foghorn.artifact;

import dev.flotilla.edge.foghorn.control.Commands;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.CommandResult;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Nodes that do what they are told, or say why not. */
final class FakeNodes implements Commands {
    record Told(NodeId node, Command command) {}

    final List<Told> told = new CopyOnWriteArrayList<>();
    volatile String refusal = "";

    @Override
    public CompletionStage<CommandResult> send(NodeId node, Command command) {
        told.add(new Told(node, command));
        return CompletableFuture.completedFuture(
                CommandResult.newBuilder().setRefused(refusal).build());
    }
}
