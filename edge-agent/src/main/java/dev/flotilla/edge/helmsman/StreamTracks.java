package dev.flotilla.edge.helmsman;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.trigger.Trigger;
import dev.flotilla.edge.helmsman.trigger.TriggerListener;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.NodeStream;
import dev.flotilla.proto.foghorn.v1.StreamTrack;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What streams consist of, as MistServer tells it, for the reports that Foghorns get. For any thread. */
final class StreamTracks implements TriggerListener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_STREAMS = 20_000;
    private static final int MOST_OF_A_STREAM = 32;
    private static final int LONGEST_WORD = 32;

    private final Map<String, List<StreamTrack>> byStream = new ConcurrentHashMap<>();

    @Override
    public void told(Trigger.Notice notice) {
        // One that ends has an empty list; STREAM_END comes so late that the stream may be there again.
        if (notice instanceof Trigger.LiveTrackList(MistStream stream, String json)) {
            keep(stream.name(), read(json));
        }
    }

    @Override
    public void accepted(MistStream stream, TriggerAnswer answer) {}

    /** The report with what is known of its streams. */
    NodeReport in(NodeReport report) {
        if (byStream.isEmpty()) {
            return report;
        }
        NodeReport.Builder with = report.toBuilder();
        for (NodeStream.Builder stream : with.getStreamsBuilderList()) {
            stream.addAllTracks(byStream.getOrDefault(stream.getName(), List.of()));
        }
        return with.build();
    }

    private void keep(String stream, List<StreamTrack> tracks) {
        if (tracks.isEmpty()) {
            byStream.remove(stream);
        } else if (byStream.size() < MOST_STREAMS || byStream.containsKey(stream)) {
            byStream.put(stream, tracks);
        }
    }

    private static List<StreamTrack> read(String json) {
        List<StreamTrack> tracks = new ArrayList<>();
        try {
            for (JsonNode track : JSON.readTree(json)) {
                if (tracks.size() < MOST_OF_A_STREAM) {
                    tracks.add(read(track));
                }
            }
        } catch (JsonProcessingException senseless) {
            return List.of();
        }
        return tracks;
    }

    private static StreamTrack read(JsonNode track) {
        return StreamTrack.newBuilder()
                .setType(word(track.path("type")))
                .setCodec(word(track.path("codec")))
                .setWidth(Math.max(0, track.path("width").asInt()))
                .setHeight(Math.max(0, track.path("height").asInt()))
                .setFramesPerS(Math.max(0, track.path("fpks").asInt()) / 1_000.0)
                .setChannels(Math.max(0, track.path("channels").asInt()))
                .setRate(Math.max(0, track.path("rate").asInt()))
                .build();
    }

    private static String word(JsonNode text) {
        String word = text.asText("");
        return word.length() <= LONGEST_WORD ? word : word.substring(0, LONGEST_WORD);
    }
}
