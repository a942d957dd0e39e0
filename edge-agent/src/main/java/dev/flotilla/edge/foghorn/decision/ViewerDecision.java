package dev.flotilla.edge.foghorn.decision;

import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.balance.Snapshot;
import dev.flotilla.edge.foghorn.balance.StreamLoad;
import dev.flotilla.edge.foghorn.directory.Lookup;
import dev.flotilla.edge.foghorn.http.Query;
import dev.flotilla.edge.foghorn.place.Places;
import dev.flotilla.edge.foghorn.policy.PlaybackPolicies;
import dev.flotilla.edge.foghorn.policy.Verdict;
import dev.flotilla.edge.foghorn.policy.Visit;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import dev.flotilla.proto.foghorn.v1.UserNew;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Whether a viewer's session may begin, or go on. */
final class ViewerDecision {
    /** While nobody can be asked, sessions go on that were admitted before. */
    private static final Duration GRACE = Duration.ofHours(1);

    private final Watchables watchables;
    private final PlaybackPolicies policies;
    private final Region region;
    private final Places places;
    private final Audience audience;
    private final boolean keepsUnknown;

    ViewerDecision(
            Watchables watchables,
            PlaybackPolicies policies,
            Region region,
            Places places,
            Audience audience,
            boolean keepsUnknown) {
        this.watchables = watchables;
        this.policies = policies;
        this.region = region;
        this.places = places;
        this.audience = audience;
        this.keepsUnknown = keepsUnknown;
    }

    CompletionStage<TriggerAnswer.Builder> answer(String nodeId, UserNew viewer) {
        if (isReplication(viewer)) {
            return CompletableFuture.completedFuture(admitted());
        }
        return watchables.find(MistName.parse(viewer.getStream())).thenCompose(found -> switch (found) {
            case Lookup.Found(StreamRecord stream, var artifact) ->
                answer(nodeId, viewer, stream, MistName.of(stream, artifact).toString());
            case Lookup.Unknown(boolean isNotEntitled) ->
                CompletableFuture.completedFuture(
                        keepsUnknown && !isNotEntitled ? admitted() : Answers.denied("stream-not-found"));
            case Lookup.Unavailable(String why) -> CompletableFuture.completedFuture(Answers.unavailable(why));
        });
    }

    private CompletionStage<TriggerAnswer.Builder> answer(
            String nodeId, UserNew viewer, StreamRecord stream, String name) {
        Query query = Urls.query(viewer.getUrl());
        String viewerId = query.has("fvid") ? query.get("fvid") : query.get("fwcid");
        Visit visit = new Visit(
                stream.getName(),
                viewer.getSessionId(),
                viewer.getAddress(),
                viewer.getUrl(),
                token(query, viewer.getToken()),
                viewer.getConnector());
        CompletionStage<Verdict> verdict = stream.getIsSuspended()
                ? CompletableFuture.completedFuture(Verdict.denied("account-suspended"))
                : policies.check(stream.getPolicy(), visit);
        return verdict.thenApply(may -> Answers.about(
                switch (may) {
                    case Verdict.Denied(String reason) -> Answers.denied(reason);
                    case Verdict.Allowed() ->
                        seat(nodeId, viewer, stream, name, viewerId)
                                .setIsForAll(stream.getPolicy().hasPublic() && stream.getMostViewers() == 0);
                },
                stream,
                places.place(viewer.getAddress())));
    }

    /**
     * Who only asks about the stream takes no seat. The policy was asked, for its session may go on to watch.
     *
     * @param name of what is watched: the live stream, or something that was recorded of it
     */
    private TriggerAnswer.Builder seat(
            String nodeId, UserNew viewer, StreamRecord stream, String name, String viewerId) {
        if (!Connectors.isPlayback(viewer.getConnector(), viewer.getUrl())) {
            return admitted();
        }
        Snapshot snapshot = region.snapshot();
        ClientAddress client = ClientAddress.parse(viewer.getAddress());
        String who = region.viewers().isOf(viewerId, name, client) ? viewerId : viewer.getSessionId();
        if (!audience.admit(name, who, stream.getMostViewers(), viewers(snapshot, name))) {
            return Answers.denied("viewer-limit-reached");
        }
        snapshot.node(nodeId).ifPresent(node -> region.viewers().connected(node, name, client, viewerId));
        return admitted();
    }

    private static TriggerAnswer.Builder admitted() {
        return Answers.value(Answers.TRUE, Duration.ZERO, GRACE);
    }

    private static long viewers(Snapshot snapshot, String name) {
        long viewers = 0;
        for (Node node : snapshot.carriers(name)) {
            StreamLoad load = node.load().streams().get(name);
            viewers += load == null ? 0 : load.viewers();
        }
        return viewers;
    }

    /** A node that pulls the stream is no viewer; anybody else that speaks its protocol is one. */
    private boolean isReplication(UserNew viewer) {
        ClientAddress client = ClientAddress.parse(viewer.getAddress());
        return viewer.getConnector().equals(Connectors.REPLICATION)
                && client != null
                && (client.toInetAddress().isLoopbackAddress()
                        || region.snapshot().nodes().stream()
                                .anyMatch(node -> node.addresses().contains(client)));
    }

    /** The one in the address, or what MistServer made its own token from. */
    private static String token(Query query, String mistToken) {
        if (query.has("jwt")) {
            return query.get("jwt");
        }
        return mistToken.indexOf('.') >= 0 ? mistToken : "";
    }
}
