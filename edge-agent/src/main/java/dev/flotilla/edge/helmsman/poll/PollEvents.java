package dev.flotilla.edge.helmsman.poll;

import dev.flotilla.edge.helmsman.mist.ActiveStream;
import dev.flotilla.edge.helmsman.mist.MistClient;
import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.id.EventId;
import dev.flotilla.proto.event.v1.Client;
import dev.flotilla.proto.event.v1.ClientBatch;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.MediaFact;
import dev.flotilla.proto.event.v1.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What polls found, as events. Pure, but for the ids. */
final class PollEvents {
    private static final int MOST_CLIENTS = 500;

    private final Function<MistStream, String> streamIds;

    /** @param streamIds the control center's id of a stream, empty when unknown */
    PollEvents(Function<MistStream, String> streamIds) {
        this.streamIds = streamIds;
    }

    Event update(ActiveStream stream, Instant now) {
        var fact = MediaFact.newBuilder();
        fact.getStreamUpdateBuilder()
                .setStatus(stream.status())
                .setViewers(stream.viewers())
                .setInputs(stream.inputs())
                .setOutputs(stream.outputs())
                .setBytesUp(stream.bytesUp())
                .setBytesDown(stream.bytesDown())
                .setViewerSeconds(stream.viewerSeconds())
                .setPacketsSent(stream.packetsSent())
                .setPacketsLost(stream.packetsLost())
                .setPacketsRetransmitted(stream.packetsRetransmitted())
                .setIsReplica(stream.isReplica());
        return event("stream_lifecycle_update", stream.stream(), fact, now);
    }

    /** Viewers, by stream, in as many events as they need. */
    List<Event> clients(List<MistClient> clients, Instant now) {
        Map<MistStream, List<Client>> byStream = new LinkedHashMap<>();
        for (MistClient client : clients) {
            if (client.isViewer()) {
                byStream.computeIfAbsent(client.stream(), _ -> new ArrayList<>())
                        .add(client(client));
            }
        }
        List<Event> events = new ArrayList<>();
        byStream.forEach((stream, all) -> {
            for (int from = 0; from < all.size(); from += MOST_CLIENTS) {
                var batch = ClientBatch.newBuilder()
                        .addAllClients(all.subList(from, Math.min(all.size(), from + MOST_CLIENTS)));
                events.add(event(
                        "client_lifecycle_batch", stream, MediaFact.newBuilder().setClients(batch), now));
            }
        });
        return events;
    }

    private static Client client(MistClient client) {
        var built = Client.newBuilder()
                .setSessionId(client.sessionId())
                .setProtocol(client.protocol())
                .setConnectedS(client.connectedS())
                .setPositionS(client.positionS())
                .setBytesUp(client.bytesUp())
                .setBytesDown(client.bytesDown())
                .setUpBytesPerS(client.upBytesPerS())
                .setDownBytesPerS(client.downBytesPerS())
                .setPackets(client.packets())
                .setPacketsLost(client.packetsLost())
                .setPacketsRetransmitted(client.packetsRetransmitted());
        built.getViewerBuilder().setAddress(client.host());
        return built.build();
    }

    private Event event(String type, MistStream stream, MediaFact.Builder fact, Instant now) {
        return Event.newBuilder()
                .setId(EventId.at(now).value())
                .setOccurredAtMs(now.toEpochMilli())
                .setType(type)
                .setSeverity(Severity.SEVERITY_INFO)
                .setMedia(fact.setStream(stream.fleetName()).setStreamId(streamIds.apply(stream)))
                .build();
    }
}
