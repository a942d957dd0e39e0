package dev.flotilla.edge.foghorn.control;

import dev.flotilla.id.NodeId;
import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.CommandResult;
import dev.flotilla.proto.foghorn.v1.FoghornMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The commands that nodes have not answered yet. For any thread. */
final class CommandDesk implements Commands {
    private static final int MOST_OF_A_NODE = 100;

    private record Pending(Command command, long untilNs, CompletableFuture<CommandResult> result) {}

    private final Duration deadline;
    private final Function<NodeId, Optional<HelmsmanStream>> streams;
    private final BiConsumer<NodeId, Command> onDone;
    private final Map<NodeId, Map<String, Pending>> pending = new HashMap<>();

    /** @param onDone told of each command that a node has carried out */
    CommandDesk(
            Duration deadline, Function<NodeId, Optional<HelmsmanStream>> streams, BiConsumer<NodeId, Command> onDone) {
        this.deadline = deadline;
        this.streams = streams;
        this.onDone = onDone;
    }

    @Override
    public CompletionStage<CommandResult> send(NodeId node, Command command) {
        Command named = command.getId().isEmpty()
                ? command.toBuilder().setId(UUID.randomUUID().toString()).build()
                : command;
        CompletableFuture<CommandResult> result;
        synchronized (this) {
            Map<String, Pending> ofNode = pending.computeIfAbsent(node, _ -> new LinkedHashMap<>());
            Pending known = ofNode.get(named.getId());
            if (known != null) {
                return known.result().copy();
            }
            if (ofNode.size() >= MOST_OF_A_NODE) {
                return CompletableFuture.completedStage(
                        refused(named, MOST_OF_A_NODE + " commands wait for node " + node));
            }
            result = new CompletableFuture<>();
            ofNode.put(named.getId(), new Pending(named, System.nanoTime() + deadline.toNanos(), result));
        }
        streams.apply(node).ifPresent(stream -> stream.send(message(named)));
        return result.copy();
    }

    /** Sends again what the node has not answered, perhaps because it never heard of it. */
    void came(HelmsmanStream stream) {
        List<Pending> again;
        synchronized (this) {
            again = List.copyOf(pending.getOrDefault(stream.node(), Map.of()).values());
        }
        again.forEach(each -> stream.send(message(each.command())));
    }

    void answered(NodeId node, CommandResult result) {
        Pending done;
        synchronized (this) {
            Map<String, Pending> ofNode = pending.getOrDefault(node, Map.of());
            done = ofNode.containsKey(result.getId()) ? ofNode.remove(result.getId()) : null;
            if (ofNode.isEmpty()) {
                pending.remove(node);
            }
        }
        if (done != null) {
            if (result.getRefused().isEmpty()) {
                onDone.accept(node, done.command());
            }
            done.result().complete(result);
        }
    }

    /** Gives up what took too long. */
    void watch(long nowNs) {
        List<Pending> late = new ArrayList<>();
        synchronized (this) {
            pending.values()
                    .forEach(ofNode -> ofNode.values().removeIf(each -> {
                        boolean isLate = nowNs - each.untilNs() > 0;
                        if (isLate) {
                            late.add(each);
                        }
                        return isLate;
                    }));
            pending.values().removeIf(Map::isEmpty);
        }
        late.forEach(each -> each.result()
                .complete(refused(each.command(), "the node did not answer within " + deadline.toSeconds() + " s")));
    }

    private static FoghornMessage message(Command command) {
        return FoghornMessage.newBuilder().setCommand(command).build();
    }

    private static CommandResult refused(Command command, String why) {
        return CommandResult.newBuilder().setId(command.getId()).setRefused(why).build();
    }
}
