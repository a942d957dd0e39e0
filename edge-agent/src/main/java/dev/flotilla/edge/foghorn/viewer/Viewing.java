package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.balance.Choice;
import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.balance.Position;
import dev.flotilla.edge.foghorn.balance.Region;
import dev.flotilla.edge.foghorn.balance.VirtualViewer;
import dev.flotilla.edge.foghorn.balance.Wish;
import dev.flotilla.edge.foghorn.directory.Lookup;
import dev.flotilla.edge.foghorn.directory.StreamDirectory;
import dev.flotilla.edge.foghorn.policy.PlaybackPolicies;
import dev.flotilla.edge.foghorn.policy.Verdict;
import dev.flotilla.edge.foghorn.policy.Visit;
import dev.flotilla.edge.foghorn.routing.Routed;
import dev.flotilla.edge.foghorn.routing.RoutingEvents;
import dev.flotilla.proto.event.v1.Artifact.Status;
import dev.flotilla.proto.stream.v1.ArtifactRecord;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Finds the node at which a viewer watches, or that it is the object storage. */
final class Viewing {
    private final StreamDirectory directory;
    private final PlaybackPolicies policies;
    private final Region region;
    private final Holders holders;
    private final RoutingEvents events;
    private final Allowance<ClientAddress> unheardOf;

    /** @param unheardOf how often an address may name what the control center must be asked for */
    Viewing(
            StreamDirectory directory,
            PlaybackPolicies policies,
            Region region,
            Holders holders,
            RoutingEvents events,
            Allowance<ClientAddress> unheardOf) {
        this.directory = directory;
        this.policies = policies;
        this.region = region;
        this.holders = holders;
        this.events = events;
        this.unheardOf = unheardOf;
    }

    /**
     * Somebody who wants to watch.
     *
     * @param request the word for it in events ("play", "resolve")
     * @param comes whether the viewer will go where it is sent; otherwise it only looks
     */
    record Viewer(
            String request,
            String playbackId,
            String protocol,
            String token,
            @Nullable ClientAddress client,
            @Nullable Position position,
            boolean comes,
            long beganNs) {}

    CompletionStage<Way> find(Viewer viewer) {
        boolean isRemembered = directory.remembersPlaybackId(viewer.playbackId);
        if (!isRemembered && viewer.client != null && !unheardOf.take(viewer.client.subscriber())) {
            return now(
                    new Way.Closed(Fault.RATE_LIMITED, "too many unknown keys from this address; wait a minute", null));
        }
        return directory.byPlaybackId(viewer.playbackId).thenCompose(lookup -> switch (lookup) {
            case Lookup.Found(StreamRecord stream, var artifact) -> find(viewer, new Watched(stream, artifact));
            // Whoever names the same wrong key again and again is told so, and there is one event of it.
            case Lookup.Unknown _
            when isRemembered -> now(new Way.Closed(Fault.VIEW_KEY_NOT_FOUND, "nothing is watched by this key", null));
            case Lookup.Unknown _ ->
                now(refused(viewer, Fault.VIEW_KEY_NOT_FOUND, "nothing is watched by this key", null));
            case Lookup.Unavailable _ ->
                now(refused(
                        viewer,
                        Fault.PLAYBACK_RESOLUTION_FAILED,
                        "the control center does not answer, and this key is not known here",
                        null));
        });
    }

    private CompletionStage<Way> find(Viewer viewer, Watched watched) {
        StreamRecord stream = watched.stream();
        if (stream.getIsSuspended()) {
            return now(refused(viewer, Fault.PLAYBACK_ACCESS_DENIED, "account-suspended", watched));
        }
        if (policies.beforehand(stream.getPolicy(), viewer.token) instanceof Verdict.Denied(String reason)) {
            return now(refused(viewer, Fault.PLAYBACK_ACCESS_DENIED, reason, watched));
        }
        return watched.artifact()
                .map(artifact -> find(viewer, watched, artifact))
                .orElseGet(() -> now(live(viewer, watched)));
    }

    /** Where it is; what nobody carries yet and is fetched from elsewhere, a node that may fetch it. */
    private Way live(Viewer viewer, Watched watched) {
        String name = watched.mistName();
        boolean canBeFetched = !watched.stream().getPullSource().getUrl().isEmpty();
        return canBeFetched && !region.snapshot().isLive(name)
                ? choose(viewer, watched, Wish.fetched(name))
                : choose(viewer, watched, Wish.viewer(name));
    }

    /** A clip or recording: a node that holds it, else the object storage. */
    private CompletionStage<Way> find(Viewer viewer, Watched watched, ArtifactRecord artifact) {
        if (artifact.getStatus() == Status.STATUS_FAILED || artifact.getStatus() == Status.STATUS_DELETED) {
            return now(refused(viewer, Fault.VIEW_KEY_NOT_FOUND, "it could not be made, or was deleted", watched));
        }
        Set<String> nodes = holders.of(artifact.getHash());
        boolean isStored = !artifact.getFile().isEmpty();
        if (!nodes.isEmpty()) {
            Way way = choose(viewer, watched, Wish.holder(watched.mistName(), nodes));
            if (way instanceof Way.Open || !isStored) {
                return now(way);
            }
        }
        return isStored
                ? stored(viewer, watched, artifact)
                : now(refused(
                        viewer,
                        Fault.REMOTE_ARTIFACT_UNAVAILABLE,
                        "no node that is there holds it, and the object storage does not, either",
                        watched));
    }

    /** No node will ask a webhook, so it is asked here. */
    private CompletionStage<Way> stored(Viewer viewer, Watched watched, ArtifactRecord artifact) {
        String address = viewer.client == null ? "" : viewer.client.toString();
        Visit visit = new Visit(
                watched.stream().getName(), "", address, "/play/" + viewer.playbackId, viewer.token, viewer.protocol);
        return policies.check(watched.stream().getPolicy(), visit).thenApply(verdict -> switch (verdict) {
            case Verdict.Denied(String reason) -> refused(viewer, Fault.PLAYBACK_ACCESS_DENIED, reason, watched);
            case Verdict.Allowed() -> {
                events.add(routed(viewer, watched, ""));
                yield new Way.Stored(watched, artifact, new Ticket("", tokenFor(viewer, watched)));
            }
        });
    }

    private Way choose(Viewer viewer, Watched watched, Wish open) {
        Wish wish = open.at(viewer.position).from(viewer.client).ofTenant(Hosts.of(watched.stream()));
        Choice choice = region.choose(wish);
        String status = Protocols.ANY.equals(viewer.protocol) ? "success" : "redirect";
        events.add(Routed.of(
                viewer.request,
                status,
                watched.stream().getId(),
                wish,
                choice,
                System.nanoTime() - viewer.beganNs,
                viewer.protocol));
        return switch (choice) {
            case Choice.Chosen chosen -> new Way.Open(watched, chosen, ticket(viewer, wish, chosen, watched));
            case Choice.Refused refused ->
                new Way.Closed(Fault.PLAYBACK_RESOLUTION_FAILED, refused.sentence(), watched);
        };
    }

    private Ticket ticket(Viewer viewer, Wish wish, Choice.Chosen chosen, Watched watched) {
        String viewerId = viewer.comes
                ? region.viewers()
                        .sent(chosen.best().node(), wish.stream(), viewer.client)
                        .map(VirtualViewer::id)
                        .orElse("")
                : "";
        return new Ticket(viewerId, tokenFor(viewer, watched));
    }

    private static String tokenFor(Viewer viewer, Watched watched) {
        return watched.stream().getPolicy().hasPublic() ? "" : viewer.token;
    }

    private Way refused(Viewer viewer, Fault fault, String message, @Nullable Watched watched) {
        events.add(routed(viewer, watched, message));
        return new Way.Closed(fault, message, watched);
    }

    /** What was decided without a choice among nodes. */
    private static Routed routed(Viewer viewer, @Nullable Watched watched, String reason) {
        return Routed.decided(
                viewer.request,
                watched == null ? "" : watched.stream().getId(),
                watched == null ? "" : watched.stream().getName(),
                viewer.client,
                null,
                reason,
                System.nanoTime() - viewer.beganNs);
    }

    private static CompletionStage<Way> now(Way way) {
        return CompletableFuture.completedFuture(way);
    }
}
