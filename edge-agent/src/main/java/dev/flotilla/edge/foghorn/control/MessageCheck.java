package dev.flotilla.edge.foghorn.control;

import dev.flotilla.proto.event.v1.Artifact;
import dev.flotilla.proto.foghorn.v1.HelmsmanMessage;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.foghorn.v1.NodeStream;
import dev.flotilla.proto.foghorn.v1.Register;
import dev.flotilla.proto.foghorn.v1.StreamTrack;
import dev.flotilla.proto.foghorn.v1.TriggerQuestion;
import java.util.List;

/** What a Foghorn takes from a node: everything has a bound, so that no node can fill its memory. */
final class MessageCheck {
    private static final int MOST_STREAMS = 20_000;
    private static final int MOST_ARTIFACTS = 50_000;
    private static final int MOST_ITEMS = 1_000;
    private static final int MOST_TRACKS = 64;
    private static final int MOST_EVENTS = 500;
    private static final int LONGEST = 4_096;
    private static final int LONGEST_NAME = 256;

    private MessageCheck() {}

    /** Throws {@link InvalidMessage} for the first thing that is wrong. */
    static void check(HelmsmanMessage message) {
        switch (message.getMessageCase()) {
            case REGISTER -> register(message.getRegister());
            case REPORT -> report(message.getReport());
            case QUESTION -> question(message.getQuestion());
            case EVENTS -> most("events.events", message.getEvents().getEventsCount(), MOST_EVENTS);
            case RESULT -> {
                name("result.id", message.getResult().getId());
                length("result.refused", message.getResult().getRefused(), LONGEST);
            }
            case ARTIFACTS -> {
                most("artifacts.artifacts", message.getArtifacts().getArtifactsCount(), MOST_ARTIFACTS);
                for (Artifact artifact : message.getArtifacts().getArtifactsList()) {
                    name("artifacts.hash", artifact.getHash());
                    if (artifact.getHash().isEmpty()) {
                        throw new InvalidMessage("artifacts.hash", "", "must not be empty");
                    }
                }
            }
            case FAREWELL -> {
                // Nothing in it can be wrong.
            }
            case MESSAGE_NOT_SET ->
                throw new InvalidMessage("message", "", "must hold something that this Foghorn knows");
        }
    }

    private static void register(Register register) {
        name("register.node_name", register.getNodeName());
        name("register.public_url", register.getPublicUrl());
        names("register.capabilities", register.getCapabilitiesList());
        name("register.agent_version", register.getAgentVersion());
        name("register.mist_version", register.getMistVersion());
        name("register.host", register.getHost());
    }

    private static void report(NodeReport report) {
        length("report.problem", report.getProblem(), LONGEST);
        name("report.location", report.getLocation());
        names("report.tags", report.getTagsList());
        most("report.configured_streams", report.getConfiguredStreamsCount(), MOST_STREAMS);
        report.getConfiguredStreamsList().forEach(stream -> name("report.configured_streams", stream));
        most("report.outputs", report.getOutputsCount(), MOST_ITEMS);
        most("report.streams", report.getStreamsCount(), MOST_STREAMS);
        for (NodeStream stream : report.getStreamsList()) {
            name("report.streams.name", stream.getName());
            most("report.streams.tracks", stream.getTracksCount(), MOST_TRACKS);
            for (StreamTrack track : stream.getTracksList()) {
                name("report.streams.tracks.type", track.getType());
                name("report.streams.tracks.codec", track.getCodec());
            }
        }
        within("report.latitude", report.getLatitude(), 90);
        within("report.longitude", report.getLongitude(), 180);
    }

    private static void question(TriggerQuestion question) {
        name("question.uuid", question.getUuid());
        if (question.getUuid().isEmpty()) {
            throw new InvalidMessage("question.uuid", "", "must not be empty");
        }
    }

    private static void within(String field, double value, double bound) {
        if (!(Math.abs(value) <= bound)) {
            throw new InvalidMessage(field, value, "must be from -%.0f to %.0f".formatted(bound, bound));
        }
    }

    private static void names(String field, List<String> values) {
        most(field, values.size(), MOST_ITEMS);
        values.forEach(value -> name(field, value));
    }

    private static void most(String field, int count, int most) {
        if (count > most) {
            throw new InvalidMessage(field, count, "must have at most " + most + " items");
        }
    }

    private static void name(String field, String value) {
        length(field, value, LONGEST_NAME);
    }

    private static void length(String field, String value, int longest) {
        if (value.length() > longest) {
            throw new InvalidMessage(field, value, "must have at most %d characters".formatted(longest));
        }
    }
}
