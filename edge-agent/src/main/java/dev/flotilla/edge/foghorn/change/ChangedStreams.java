package dev.flotilla.edge.foghorn.change;

import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.control.Artifacts;
import dev.flotilla.edge.foghorn.control.Commands;
import dev.flotilla.edge.foghorn.directory.Lookup;
import dev.flotilla.edge.foghorn.directory.StreamDirectory;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.CommandResult;
import dev.flotilla.proto.foghorn.v1.InvalidateSessions;
import dev.flotilla.proto.foghorn.v1.PushTarget;
import dev.flotilla.proto.foghorn.v1.PushTargets;
import dev.flotilla.proto.foghorn.v1.StopSessions;
import dev.flotilla.proto.stream.v1.StreamChange;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Brings a change of a stream to the nodes that have it, or something that was recorded of it. One that was suspended or deleted
 * ends there, with its publisher; of any other one MistServer asks anew who may watch, and the node that has the publisher is told
 * where to push it. Changes of one stream are brought one after the other, the last one as it is then. Never blocks.
 */
public final class ChangedStreams {
    private static final Logger LOG = Logger.getLogger(ChangedStreams.class);
    private static final String LIVE = "live+";
    private static final String ARTIFACT = "vod+";
    /** For so long a node that does not answer holds up the next change of the stream. */
    private static final long PATIENCE_S = 5;

    private final StreamDirectory directory;
    private final Region region;
    private final Artifacts artifacts;
    private final Commands commands;
    /** Streams whose change is being brought, and whether there was another one since. */
    private final Map<String, Boolean> underWay = new ConcurrentHashMap<>();

    public ChangedStreams(StreamDirectory directory, Region region, Artifacts artifacts, Commands commands) {
        this.directory = directory;
        this.region = region;
        this.artifacts = artifacts;
        this.commands = commands;
    }

    /** A stream changed; what it is now is looked up. */
    public void changed(StreamChange change) {
        String name = change.getName();
        if (!carried(name).isEmpty() && !underWay.merge(name, false, (_, _) -> true)) {
            bring(name);
        }
    }

    private void bring(String name) {
        var _ = directory
                .byName(name)
                .thenCompose(found -> tell(name, found))
                .toCompletableFuture()
                .completeOnTimeout(null, PATIENCE_S, TimeUnit.SECONDS)
                .whenComplete((_, bug) -> {
                    if (bug != null) {
                        LOG.errorf(bug, "a change of stream %s could not be brought to its nodes", name);
                    }
                    // Gone when nothing came since; else it stays, for one more time.
                    if (underWay.computeIfPresent(name, (_, again) -> again ? Boolean.FALSE : null) != null) {
                        bring(name);
                    }
                });
    }

    /** What nodes serve of the stream now, by MistServer's names. */
    private List<String> carried(String name) {
        return Stream.concat(
                        Stream.of(LIVE + name),
                        artifacts.all().stream()
                                .filter(held -> held.artifact().getStream().equals(name))
                                .map(held -> ARTIFACT + held.artifact().getHash())
                                .distinct())
                .filter(served -> !region.snapshot().carriers(served).isEmpty())
                .toList();
    }

    private CompletionStage<Void> tell(String name, Lookup found) {
        return switch (found) {
            case Lookup.Found(StreamRecord known, var _)
            when !known.getIsSuspended() ->
                CompletableFuture.allOf(
                        all(
                                name,
                                served -> Command.newBuilder()
                                        .setInvalidateSessions(
                                                InvalidateSessions.newBuilder().setStream(served))
                                        .build()),
                        push(known));
            case Lookup.Found _, Lookup.Unknown _ ->
                all(
                        name,
                        served -> Command.newBuilder()
                                .setStopSessions(StopSessions.newBuilder().setStream(served))
                                .build());
            case Lookup.Unavailable _ -> {
                LOG.warnf("stream %s changed, and what it is now is not known", name);
                yield CompletableFuture.completedFuture(null);
            }
        };
    }

    /** What the command is for one of the things that are served. */
    private interface Order {
        Command of(String served);
    }

    private CompletableFuture<Void> all(String name, Order order) {
        return CompletableFuture.allOf(carried(name).stream()
                .flatMap(served -> region.snapshot().carriers(served).stream()
                        .filter(node -> !node.identity().isPolled())
                        .map(node -> send(node, served, order.of(served))))
                .toArray(CompletableFuture<?>[]::new));
    }

    /** Tells the node that has the publisher all targets; what is not among them ends. */
    private CompletableFuture<?> push(StreamRecord stream) {
        PushTargets.Builder targets = PushTargets.newBuilder().setStream(stream.getName());
        stream.getPushTargetsList()
                .forEach(target -> targets.addTargets(
                        PushTarget.newBuilder().setId(target.getId()).setUrl(target.getUrl())));
        String served = LIVE + stream.getName();
        return region.snapshot()
                .publisher(served)
                .filter(node -> !node.identity().isPolled())
                .<CompletableFuture<?>>map(node -> send(
                        node,
                        served,
                        Command.newBuilder().setPushTargets(targets).build()))
                .orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private CompletableFuture<CommandResult> send(Node node, String served, Command command) {
        return commands.send(new NodeId(node.id()), command)
                .toCompletableFuture()
                .whenComplete((result, bug) -> {
                    if (bug == null && !result.getRefused().isEmpty()) {
                        LOG.warnf(
                                "node=%s: %s of %s was not done: %s",
                                node.id(), command.getCommandCase(), served, result.getRefused());
                    }
                });
    }
}
