package dev.flotilla.edge.helmsman.trigger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.mist.PeerAddress;
import dev.flotilla.edge.helmsman.trigger.Trigger.LiveTrackList;
import dev.flotilla.edge.helmsman.trigger.Trigger.Notice;
import dev.flotilla.edge.helmsman.trigger.Trigger.OutputEnd;
import dev.flotilla.edge.helmsman.trigger.Trigger.PushEnd;
import dev.flotilla.edge.helmsman.trigger.Trigger.RecordingEnd;
import dev.flotilla.edge.helmsman.trigger.Trigger.RecordingSegment;
import dev.flotilla.edge.helmsman.trigger.Trigger.StreamBuffer;
import dev.flotilla.edge.helmsman.trigger.Trigger.StreamEnd;
import dev.flotilla.edge.helmsman.trigger.Trigger.UserEnd;
import dev.flotilla.edge.helmsman.trigger.Trigger.Written;
import dev.flotilla.proto.event.v1.MediaFact;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a notice says, as a fact for the control center: accounting, and how streams do. Pure. */
final class Facts {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** How MistServer writes an SRT viewer, for whom it opens no session. */
    private static final Pattern SRT_VIEWER = Pattern.compile("srt://(?:\\[([0-9a-fA-F:.]+)]|([0-9.]+)):\\d+/?");

    private Facts() {}

    /** A fact, the type of its event, and the stream that it is about. */
    record Fact(String type, MistStream stream, MediaFact.Builder fact) {}

    /** Nothing for what is no account of anything. */
    static Optional<Fact> of(Notice notice) {
        return switch (notice) {
            case UserEnd end -> Optional.of(viewerGone(end));
            case StreamEnd end -> Optional.of(streamEnd(end));
            case StreamBuffer buffer -> Optional.of(buffer(buffer));
            case LiveTrackList list -> Optional.of(tracks(list));
            case PushEnd end -> Optional.of(pushEnd(end));
            case RecordingEnd end -> Optional.of(recording(end));
            case RecordingSegment segment -> Optional.of(segment(segment));
            case OutputEnd end -> srtViewerGone(end);
            case Trigger.OutputStart _,
                    Trigger.OutputStop _,
                    Trigger.ConnClose _,
                    Trigger.ConnStop _,
                    Trigger.InputAbort _,
                    Trigger.ProcessExit _,
                    Trigger.PushInputClose _,
                    Trigger.ThumbnailUpdated _,
                    Trigger.Other _ -> Optional.empty();
        };
    }

    private static Fact viewerGone(UserEnd end) {
        var fact = MediaFact.newBuilder();
        fact.getViewerDisconnectBuilder()
                .setSessionId(end.sessionId())
                .addAllConnectors(end.connectors())
                .setSeconds(end.seconds())
                .setBytesUp(end.bytesUp())
                .setBytesDown(end.bytesDown())
                .addAllTags(end.tags())
                .getViewerBuilder()
                .setAddress(end.hosts().isEmpty() ? "" : end.hosts().getFirst());
        return new Fact("viewer_disconnect", longest(end), fact);
    }

    /** Of the streams of a session the one that was watched longest: the session's bytes cannot be told apart. */
    private static MistStream longest(UserEnd end) {
        if (end.streams().isEmpty()) {
            return new MistStream("");
        }
        int longest = 0;
        for (int at = 1;
                at < Math.min(end.streams().size(), end.secondsOfStreams().size());
                at++) {
            if (end.secondsOfStreams().get(at) > end.secondsOfStreams().get(longest)) {
                longest = at;
            }
        }
        return end.streams().get(longest);
    }

    private static Optional<Fact> srtViewerGone(OutputEnd end) {
        Written output = end.file();
        var viewer = SRT_VIEWER.matcher(output.target());
        if (!output.connector().equals("TSSRT") || !viewer.matches()) {
            return Optional.empty();
        }
        String address = viewer.group(1) == null ? viewer.group(2) : viewer.group(1);
        var fact = MediaFact.newBuilder();
        fact.getViewerDisconnectBuilder()
                .setSessionId(srtSession(end))
                .addConnectors(output.connector())
                .setSeconds(output.seconds())
                .setBytesUp(output.bytes())
                .getViewerBuilder()
                .setAddress(PeerAddress.plain(address));
        return Optional.of(new Fact("viewer_disconnect", end.stream(), fact));
    }

    /** Where MistServer gives no id, one that is the same whenever it is asked for. */
    private static String srtSession(OutputEnd end) {
        String nature =
                end.stream() + "\0" + end.file().target() + "\0" + end.file().startedAtS();
        return HexFormat.of().formatHex(TriggerEventId.sha256(nature));
    }

    private static Fact streamEnd(StreamEnd end) {
        var fact = MediaFact.newBuilder();
        fact.getStreamEndBuilder()
                .setBytesDown(end.bytesDown())
                .setBytesUp(end.bytesUp())
                .setViewers(end.viewers())
                .setInputs(end.inputs())
                .setOutputs(end.outputs())
                .setViewerSeconds(end.viewerSeconds());
        return new Fact("stream_end", end.stream(), fact);
    }

    private static Fact buffer(StreamBuffer buffer) {
        var fact = MediaFact.newBuilder();
        fact.getStreamBufferBuilder()
                .setState(buffer.state())
                .setHealth(buffer.state().equals("EMPTY") ? "" : buffer.health())
                .setIssues(json(buffer.health()).path("issues").asText(""));
        return new Fact("stream_buffer", buffer.stream(), fact);
    }

    private static Fact tracks(LiveTrackList list) {
        var fact = MediaFact.newBuilder();
        fact.getTrackListBuilder()
                .setTracks(list.tracks())
                .setCount(json(list.tracks()).size());
        return new Fact("stream_track_list", list.stream(), fact);
    }

    private static Fact pushEnd(PushEnd end) {
        JsonNode status = json(end.status());
        var fact = MediaFact.newBuilder();
        fact.getPushEndBuilder()
                .setPushId(end.pushId())
                .setTarget(Secrets.masked(end.usedTarget()))
                .setBytes(Math.max(0, status.path("bytes").asLong()))
                .setActiveMs(Math.max(0, status.path("active_ms").asLong()))
                .setLog(Secrets.addressesMasked(end.log()));
        return new Fact("push_end", end.stream(), fact);
    }

    private static Fact recording(RecordingEnd end) {
        Written file = end.file();
        var fact = MediaFact.newBuilder();
        var recording = fact.getRecordingBuilder()
                .setPath(Secrets.masked(file.target()))
                .setConnector(file.connector())
                .setBytes(file.bytes())
                .setSeconds(file.seconds())
                .setStartedAtS(file.startedAtS())
                .setEndedAtS(file.endedAtS())
                .setMediaMs(file.mediaMs())
                .setReason(file.reason())
                .setReasonDetail(Secrets.addressesMasked(file.detail()));
        file.firstMs().ifPresent(recording::setFirstMs);
        file.lastMs().ifPresent(recording::setLastMs);
        return new Fact("recording_complete", end.stream(), fact);
    }

    private static Fact segment(RecordingSegment segment) {
        var fact = MediaFact.newBuilder();
        fact.getRecordingSegmentBuilder()
                .setPath(Secrets.masked(segment.path()))
                .setDurationMs(segment.durationMs())
                .setStartMs(segment.startMs())
                .setEndMs(segment.endMs());
        return new Fact("recording_segment", segment.stream(), fact);
    }

    /** An empty object where it is none. */
    private static JsonNode json(String text) {
        try {
            return text.isEmpty() ? JSON.createObjectNode() : JSON.readTree(text);
        } catch (JsonProcessingException senseless) {
            return JSON.createObjectNode();
        }
    }
}
