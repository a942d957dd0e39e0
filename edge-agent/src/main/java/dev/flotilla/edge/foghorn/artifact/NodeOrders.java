package dev.flotilla.edge.foghorn.artifact;

import dev.flotilla.edge.foghorn.artifact.Placement.Span;
import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.control.Commands;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.foghorn.v1.Command;
import dev.flotilla.proto.foghorn.v1.CreateClip;
import dev.flotilla.proto.foghorn.v1.DvrSettings;
import dev.flotilla.proto.foghorn.v1.StartDvr;
import dev.flotilla.proto.foghorn.v1.StopArtifact;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Has nodes make, end and delete clips and recordings. Never blocks; no stage fails, and each is done within ten seconds. */
final class NodeOrders {
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    /** Where neither the stream nor the request says how to record. */
    private static final DvrSettings USUAL =
            DvrSettings.newBuilder().setWindowS(7_200).setSegmentS(6).build();

    private final Region region;
    private final Catalogue catalogue;
    private final Commands commands;
    private final InstantSource clock;

    NodeOrders(Region region, Catalogue catalogue, Commands commands, InstantSource clock) {
        this.region = region;
        this.catalogue = catalogue;
        this.commands = commands;
        this.clock = clock;
    }

    /** Where a clip would be made now. */
    Site siteOf(CreateClip clip) {
        return Placement.clip(
                region.snapshot(),
                catalogue.recordings(clip.getStream()),
                clip.getStream(),
                new Span(clip.getStartMs(), clip.getStopMs()),
                clock.millis());
    }

    /** Where the stream would be recorded now. */
    Site siteOf(StartDvr recording) {
        return Placement.recording(region.snapshot(), recording.getStream());
    }

    /** How a stream is recorded. */
    static DvrSettings settings(StreamRecord stream) {
        return stream.hasRecording()
                ? DvrSettings.newBuilder()
                        .setWindowS(stream.getRecording().getWindowS())
                        .setSegmentS(stream.getRecording().getSegmentS())
                        .build()
                : USUAL;
    }

    CompletionStage<Outcome> make(Node node, CreateClip clip) {
        return send(node, "clip-" + clip.getHash(), Command.newBuilder().setCreateClip(clip));
    }

    CompletionStage<Outcome> start(Node node, StartDvr recording) {
        return send(node, "record-" + recording.getHash(), Command.newBuilder().setStartDvr(recording));
    }

    /** Ends a recording on each node where it goes on. */
    CompletionStage<Outcome> stop(Known recording) {
        var command = Command.newBuilder().setStopDvr(StopArtifact.newBuilder().setHash(recording.hash()));
        return all(recording.nodes(), command);
    }

    /** Deletes all that nodes have of it. */
    CompletionStage<Outcome> delete(Known artifact) {
        var command =
                Command.newBuilder().setDeleteArtifact(StopArtifact.newBuilder().setHash(artifact.hash()));
        return all(artifact.nodes(), command);
    }

    /** Done when each of them has done it; else what the first one says that has not. */
    private CompletionStage<Outcome> all(List<NodeId> nodes, Command.Builder command) {
        CompletionStage<Outcome> result = send(nodes.getFirst(), command);
        for (NodeId node : nodes.subList(1, nodes.size())) {
            result = result.thenCombine(
                    send(node, command), (first, next) -> first instanceof Outcome.Done ? next : first);
        }
        return result;
    }

    private CompletionStage<Outcome> send(NodeId nodeId, Command.Builder command) {
        Optional<Node> node = region.snapshot().node(nodeId.value());
        return node.filter(found -> found.presence().isTrusted()).isEmpty()
                ? CompletableFuture.completedFuture(new Outcome.Absent("node %s is not there".formatted(nodeId)))
                : send(node.get(), "", command);
    }

    /** @param id the same for what must be done once however often it is ordered; empty for one of its own */
    private CompletionStage<Outcome> send(Node node, String id, Command.Builder command) {
        return commands.send(new NodeId(node.id()), command.setId(id).build())
                .<Outcome>thenApply(result -> result.getRefused().isEmpty()
                        ? new Outcome.Done(node)
                        : new Outcome.Refused("node %s: %s".formatted(node.id(), result.getRefused())))
                .toCompletableFuture()
                .completeOnTimeout(
                        new Outcome.Absent(
                                "node %s did not answer within %d s".formatted(node.id(), DEADLINE.toSeconds())),
                        DEADLINE.toMillis(),
                        TimeUnit.MILLISECONDS);
    }
}
