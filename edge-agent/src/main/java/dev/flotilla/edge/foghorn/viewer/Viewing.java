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
import dev.flotilla.edge.foghorn.routing.Routed;
import dev.flotilla.edge.foghorn.routing.RoutingEvents;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Finds the node at which a viewer watches. */
final class Viewing {
    private final StreamDirectory directory;
    private final PlaybackPolicies policies;
    private final Region region;
    private final RoutingEvents events;

    Viewing(StreamDirectory directory, PlaybackPolicies policies, Region region, RoutingEvents events) {
        this.directory = directory;
        this.policies = policies;
        this.region = region;
        this.events = events;
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
        return directory.byPlaybackId(viewer.playbackId).thenApply(lookup -> switch (lookup) {
            case Lookup.Found(StreamRecord stream, var _) -> find(viewer, stream);
            case Lookup.Unknown() -> refused(viewer, Fault.VIEW_KEY_NOT_FOUND, "nothing is watched by this key", null);
            case Lookup.Unavailable _ ->
                refused(
                        viewer,
                        Fault.PLAYBACK_RESOLUTION_FAILED,
                        "the control center does not answer, and this key is not known here",
                        null);
        });
    }

    private Way find(Viewer viewer, StreamRecord stream) {
        if (stream.getIsSuspended()) {
            return refused(viewer, Fault.PLAYBACK_ACCESS_DENIED, "account-suspended", stream);
        }
        if (policies.beforehand(stream.getPolicy(), viewer.token) instanceof Verdict.Denied(String reason)) {
            return refused(viewer, Fault.PLAYBACK_ACCESS_DENIED, reason, stream);
        }
        Wish wish = Wish.viewer("live+" + stream.getName())
                .at(viewer.position)
                .from(viewer.client)
                .ofTenant(stream.getTenantId());
        Choice choice = region.choose(wish);
        String status = Protocols.ANY.equals(viewer.protocol) ? "success" : "redirect";
        events.add(Routed.of(
                viewer.request,
                status,
                stream.getId(),
                wish,
                choice,
                System.nanoTime() - viewer.beganNs,
                viewer.protocol));
        return switch (choice) {
            case Choice.Chosen chosen -> new Way.Open(stream, chosen, ticket(viewer, wish, chosen, stream));
            case Choice.Refused refused -> new Way.Closed(Fault.PLAYBACK_RESOLUTION_FAILED, refused.sentence(), stream);
        };
    }

    private Ticket ticket(Viewer viewer, Wish wish, Choice.Chosen chosen, StreamRecord stream) {
        String viewerId = viewer.comes
                ? region.viewers()
                        .sent(chosen.best().node(), wish.stream(), viewer.client)
                        .map(VirtualViewer::id)
                        .orElse("")
                : "";
        return new Ticket(viewerId, stream.getPolicy().hasPublic() ? "" : viewer.token);
    }

    private Way refused(Viewer viewer, Fault fault, String message, @Nullable StreamRecord stream) {
        events.add(Routed.decided(
                viewer.request,
                stream == null ? "" : stream.getId(),
                stream == null ? "" : stream.getName(),
                viewer.client,
                null,
                message,
                System.nanoTime() - viewer.beganNs));
        return new Way.Closed(fault, message, stream);
    }
}
