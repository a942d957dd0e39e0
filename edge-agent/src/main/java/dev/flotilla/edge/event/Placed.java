package dev.flotilla.edge.event;

import dev.flotilla.proto.event.v1.ClientBatch;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.MediaFact;
import dev.flotilla.proto.event.v1.Place;
import java.util.function.UnaryOperator;

/** Changes the places in an event, wherever the contract has one. */
public final class Placed {
    /** Leaves out the address: nobody knows where it is, and it must not leave the region. */
    public static final UnaryOperator<Place> WITHOUT_ADDRESS =
            place -> place.toBuilder().clearAddress().build();

    private Placed() {}

    /** The event with each of its places replaced by what {@code change} makes of it. */
    public static Event with(UnaryOperator<Place> change, Event event) {
        if (!event.hasMedia()) {
            return event;
        }
        MediaFact.Builder fact = event.getMedia().toBuilder();
        switch (fact.getFactCase()) {
            case VIEWER_CONNECT -> {
                var viewer = fact.getViewerConnectBuilder();
                viewer.setViewer(change.apply(viewer.getViewer()));
            }
            case VIEWER_DISCONNECT -> {
                var viewer = fact.getViewerDisconnectBuilder();
                viewer.setViewer(change.apply(viewer.getViewer()));
            }
            case PUSH_ACCEPTED -> {
                var push = fact.getPushAcceptedBuilder();
                push.setPublisher(change.apply(push.getPublisher()));
            }
            case CLIENTS -> clients(change, fact.getClientsBuilder());
            case ROUTING -> {
                var routing = fact.getRoutingBuilder();
                routing.setViewer(change.apply(routing.getViewer())).setNode(change.apply(routing.getNode()));
            }
            case STREAM_BUFFER,
                    STREAM_END,
                    TRACK_LIST,
                    STREAM_UPDATE,
                    PUSH_START,
                    PUSH_END,
                    RECORDING,
                    RECORDING_SEGMENT,
                    ARTIFACT,
                    FACT_NOT_SET -> {
                // Nobody's place is in them.
            }
        }
        return event.toBuilder().setMedia(fact).build();
    }

    private static void clients(UnaryOperator<Place> change, ClientBatch.Builder batch) {
        batch.getClientsBuilderList().forEach(client -> client.setViewer(change.apply(client.getViewer())));
    }
}
