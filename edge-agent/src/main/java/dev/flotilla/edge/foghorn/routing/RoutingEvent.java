package dev.flotilla.edge.foghorn.routing;

import dev.flotilla.edge.foghorn.balance.Node;
import dev.flotilla.edge.foghorn.balance.Position;
import dev.flotilla.edge.foghorn.place.Places;
import dev.flotilla.edge.foghorn.place.Whereabouts;
import dev.flotilla.id.EventId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.MediaFact;
import dev.flotilla.proto.event.v1.RoutingDecision;
import dev.flotilla.proto.event.v1.Severity;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says in an event what was routed. */
final class RoutingEvent {
    private RoutingEvent() {}

    /** @param viewer where the client's address is */
    static Event of(Routed routed, Whereabouts viewer, Instant now) {
        return Event.newBuilder()
                .setId(EventId.at(now).value())
                .setOccurredAtMs(now.toEpochMilli())
                .setType("load_balancing")
                .setSeverity(Severity.SEVERITY_INFO)
                .setMessage(sentence(routed))
                .setMedia(MediaFact.newBuilder()
                        .setStreamId(routed.streamId())
                        .setStream(withoutPrefix(routed.stream()))
                        .setRouting(decision(routed, viewer)))
                .build();
    }

    private static RoutingDecision decision(Routed routed, Whereabouts viewer) {
        Position told = routed.position();
        RoutingDecision.Builder decision = RoutingDecision.newBuilder()
                .setStatus(routed.status())
                .setRequest(routed.request())
                .setScore(routed.score())
                .setCandidates(routed.candidates())
                .setReason(routed.reason())
                .setViewer(Places.told(told == null ? viewer : viewer.at(told)))
                .setLatencyUs(TimeUnit.NANOSECONDS.toMicros(routed.tookNs()))
                .setProtocol(routed.protocol());
        Node node = routed.node();
        if (node != null) {
            decision.setSelectedNodeId(node.id()).setNode(Places.told(whereabouts(node)));
        }
        if (!Double.isNaN(routed.distanceKm())) {
            decision.setDistanceKm(routed.distanceKm());
        }
        return decision.build();
    }

    private static Whereabouts whereabouts(Node node) {
        return new Whereabouts(node.load().position(), "", node.load().report().getLocation());
    }

    /** The fleet's name of a stream: "live+3f9c" is "3f9c" there. */
    private static String withoutPrefix(String stream) {
        return stream.substring(stream.indexOf('+') + 1);
    }

    private static String sentence(Routed routed) {
        @Nullable Node node = routed.node();
        if (node == null) {
            return routed.reason().isEmpty()
                    ? "%s: led on without a node".formatted(routed.request())
                    : "%s: no node: %s".formatted(routed.request(), routed.reason());
        }
        return "%s: sent to node %s".formatted(routed.request(), node.identity().name());
    }
}
