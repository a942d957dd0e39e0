package dev.flotilla.edge.foghorn.decision;

import dev.flotilla.edge.foghorn.balance.Choice;
import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.balance.Wish;
import dev.flotilla.edge.foghorn.directory.Lookup;
import dev.flotilla.edge.foghorn.directory.StreamDirectory;
import dev.flotilla.edge.foghorn.routing.Routed;
import dev.flotilla.edge.foghorn.routing.RoutingEvents;
import dev.flotilla.proto.foghorn.v1.StreamSource;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.stream.v1.PullSource;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a node gets a live stream from: its own publisher, or the node that has one. A stream that nobody publishes waits for
 * a publisher. One with a pull source is fetched from there by the first node that asks, and by the others from that node.
 */
final class SourceDecision {
    /** What MistServer calls a source that a publisher will be. */
    private static final String PUBLISHER = "push://";

    private static final String USUAL_PORT = "4200";
    private static final Pattern PORT = Pattern.compile("dtsc://[^/]*:(\\d+)/.*");
    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration GRACE = Duration.ofMinutes(10);

    private final StreamDirectory directory;
    private final Claims claims;
    private final Region region;
    private final RoutingEvents events;
    private final PullSources sources;

    /** Looks at where the host of a source is. */
    interface PullSources {
        /** Whether a node may connect there. Never fails, and is done within seconds. */
        CompletionStage<Boolean> mayFetch(String url, boolean mayBePrivate);
    }

    SourceDecision(StreamDirectory directory, Claims claims, Region region, RoutingEvents events, PullSources sources) {
        this.directory = directory;
        this.claims = claims;
        this.region = region;
        this.events = events;
        this.sources = sources;
    }

    CompletionStage<TriggerAnswer.Builder> answer(String nodeId, StreamSource source, long beganNs) {
        MistName name = MistName.parse(source.getStream());
        if (!name.isLive()) {
            return CompletableFuture.completedFuture(Answers.keep(FRESH, GRACE));
        }
        return directory
                .byName(name.name())
                .thenCompose(lookup -> lookup instanceof Lookup.Found(StreamRecord stream, var _)
                                && stream.hasPullSource()
                                && !stream.getIsSuspended()
                        ? pulled(nodeId, name, stream, beganNs)
                        : CompletableFuture.completedFuture(published(nodeId, name, lookup, beganNs)));
    }

    private TriggerAnswer.Builder published(String nodeId, MistName name, Lookup lookup, long beganNs) {
        return switch (lookup) {
            case Lookup.Unknown(boolean isNotEntitled) ->
                Answers.offline(isNotEntitled ? "not_authorized" : "not_configured");
            case Lookup.Found(StreamRecord stream, var _)
            when stream.getIsSuspended() -> about(Answers.offline("disabled"), stream);
            case Lookup.Found(StreamRecord stream, var _) -> about(find(nodeId, name, stream.getId(), beganNs), stream);
            case Lookup.Unavailable _ -> find(nodeId, name, "", beganNs).setStream(name.name());
        };
    }

    /** Two nodes that begin at once do not both fetch: the second one waits at the first one's. */
    private CompletionStage<TriggerAnswer.Builder> pulled(
            String nodeId, MistName name, StreamRecord stream, long beganNs) {
        Optional<Node> other =
                claims.claim(name, nodeId).flatMap(id -> region.snapshot().node(id));
        if (other.isPresent()) {
            return CompletableFuture.completedFuture(
                    about(Answers.value(address(other.get()), Duration.ZERO, GRACE), stream));
        }
        PullSource source = stream.getPullSource();
        if (source.getUrl().isEmpty()) {
            return CompletableFuture.completedFuture(about(Answers.offline("disabled"), stream));
        }
        return sources.mayFetch(source.getUrl(), source.getMayBePrivate()).thenApply(mayFetch -> {
            Wish wish = Wish.source(name.toString()).calledBy(nodeId);
            String reason = mayFetch ? "" : "pull-source-blocked";
            Node asking = region.snapshot().node(nodeId).orElse(null);
            events.add(Routed.decided(
                    "source", stream.getId(), wish.stream(), null, asking, reason, System.nanoTime() - beganNs));
            return about(
                    mayFetch ? Answers.value(source.getUrl(), Duration.ZERO, GRACE) : Answers.offline(reason), stream);
        });
    }

    private static TriggerAnswer.Builder about(TriggerAnswer.Builder answer, StreamRecord stream) {
        return answer.setStreamId(stream.getId()).setStream(stream.getName());
    }

    private TriggerAnswer.Builder find(String nodeId, MistName name, String streamId, long beganNs) {
        if (claims.isPublisher(name, nodeId)) {
            return Answers.value(PUBLISHER, Duration.ZERO, GRACE);
        }
        Node asking = region.snapshot().node(nodeId).orElse(null);
        Wish wish = Wish.source(name.toString())
                .calledBy(nodeId)
                .at(asking == null ? null : asking.load().position());
        Choice choice = region.choose(wish);
        events.add(Routed.of("source", "success", streamId, wish, choice, System.nanoTime() - beganNs, "dtsc"));
        return switch (choice) {
            case Choice.Chosen chosen -> Answers.value(address(chosen.best().node()), Duration.ZERO, GRACE);
            case Choice.Refused _ -> Answers.value(PUBLISHER, Duration.ZERO, Duration.ZERO);
        };
    }

    /** Where the node's MistServer hands streams on; it names its port only where that is not the usual one. */
    private static String address(Node node) {
        Matcher declared = PORT.matcher(node.load().report().getOutputsOrDefault("DTSC", ""));
        return "dtsc://" + node.identity().hostName() + ':' + (declared.matches() ? declared.group(1) : USUAL_PORT);
    }
}
