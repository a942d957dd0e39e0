package dev.flotilla.edge.helmsman.trigger;

import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.mist.PeerAddress;
import dev.flotilla.edge.helmsman.trigger.Trigger.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads bodies of triggers, of the original MistServer and of the fork. */
final class TriggerReader {
    private TriggerReader() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when fields are missing
     */
    static Trigger read(String name, String body) {
        Fields f = Fields.of(body);
        return switch (name) {
            case "PUSH_REWRITE" ->
                new Trigger.PushRewrite(
                        f.atLeast(3, name).text(0), f.host(1), f.stream(2).name());
            case "PLAY_REWRITE" ->
                new Trigger.PlayRewrite(f.atLeast(3, name).stream(0), f.host(1), f.text(2), f.text(3));
            case "USER_NEW" -> userNew(f.atLeast(6, name));
            case "STREAM_SOURCE" -> new Trigger.StreamSource(f.stream(0));
            case "PUSH_OUT_START" -> new Trigger.PushOutStart(f.atLeast(2, name).stream(0), f.text(1));
            case "SYSTEM_START" -> new Trigger.SystemStart(f.text(0));
            case "SYSTEM_STOP" -> new Trigger.SystemStop(f.text(0));
            case "STREAM_ADD" -> new Trigger.StreamAdd(f.text(0), f.text(1));
            case "STREAM_CONFIG" -> new Trigger.StreamConfig(f.text(0), f.text(1));
            case "STREAM_REMOVE" -> new Trigger.StreamRemove(f.text(0));
            case "CONN_OPEN" -> new Trigger.ConnOpen(f.stream(0), f.host(1), f.text(2), f.text(3));
            case "CONN_PLAY" -> new Trigger.ConnPlay(f.stream(0), f.host(1), f.text(2), f.text(3));
            case "RTMP_PUSH_REWRITE" -> new Trigger.RtmpPushRewrite(f.text(0), f.host(1));
            case "STREAM_LOAD" -> new Trigger.StreamLoad(f.stream(0));
            case "STREAM_READY" -> new Trigger.StreamReady(f.stream(0), f.text(1));
            case "STREAM_PUSH" -> new Trigger.StreamPush(f.stream(0), f.host(1), f.text(2), f.text(3));
            case "LIVE_BANDWIDTH" -> new Trigger.LiveBandwidth(f.stream(0), f.count(1));
            case "STREAM_UNLOAD" -> new Trigger.StreamUnload(f.stream(0), f.text(1), f.text(2));
            case "DEFAULT_STREAM" -> new Trigger.DefaultStream(f.text(0), f.stream(1), f.host(2), f.text(3), f.text(4));
            case "STREAM_PROCESS" -> new Trigger.StreamProcess(f.stream(0));
            case "OUTPUT_START" -> new Trigger.OutputStart(body);
            case "OUTPUT_STOP" -> new Trigger.OutputStop(body);
            case "CONN_CLOSE" -> new Trigger.ConnClose(f.stream(0), f.host(1), f.text(2), f.text(3));
            case "CONN_STOP" -> new Trigger.ConnStop(f.stream(0), f.host(1), f.text(2), f.text(3));
            case "LIVE_TRACK_LIST" -> new Trigger.LiveTrackList(f.stream(0), f.text(1));
            case "STREAM_BUFFER" -> new Trigger.StreamBuffer(f.atLeast(2, name).stream(0), f.text(1), f.text(2));
            case "STREAM_END" ->
                new Trigger.StreamEnd(
                        f.atLeast(7, name).stream(0),
                        f.count(1),
                        f.count(2),
                        f.count(3),
                        f.count(4),
                        f.count(5),
                        f.count(6));
            case "INPUT_ABORT" ->
                new Trigger.InputAbort(f.stream(0), f.text(1), f.text(2), f.count(3), f.text(4), f.text(5));
            case "USER_END" -> userEnd(f.atLeast(7, name));
            case "PUSH_END" ->
                new Trigger.PushEnd(
                        f.atLeast(4, name).count(0), f.stream(1), f.text(2), f.text(3), f.text(4), f.text(5));
            case "RECORDING_END" -> new Trigger.RecordingEnd(f.stream(0), written(f.atLeast(12, name)), f.text(12));
            case "OUTPUT_END" -> new Trigger.OutputEnd(f.stream(0), written(f.atLeast(12, name)));
            case "RECORDING_SEGMENT" ->
                new Trigger.RecordingSegment(
                        f.atLeast(5, name).stream(0), f.text(1), f.count(2), f.count(3), f.count(4));
            case "PROCESS_EXIT" -> new Trigger.ProcessExit(f.stream(0), f.text(1), f.text(6), f.text(8));
            case "PUSH_INPUT_CLOSE" ->
                new Trigger.PushInputClose(f.stream(0), f.host(1), f.text(2), f.count(3), f.text(4), f.text(5));
            case "THUMBNAIL_UPDATED" -> new Trigger.ThumbnailUpdated(f.stream(0), f.text(1), f.text(2), f.text(3));
            default -> new Trigger.Other(name, body);
        };
    }

    private static Trigger userNew(Fields f) {
        Optional<Boolean> isTokenValid = f.has(6) ? Optional.of(f.text(6).equals("true")) : Optional.empty();
        return new Trigger.UserNew(f.stream(0), f.host(1), f.text(2), f.text(3), f.text(4), f.text(5), isTokenValid);
    }

    private static Trigger userEnd(Fields f) {
        return new Trigger.UserEnd(
                f.text(0),
                f.list(1).stream().map(MistStream::new).toList(),
                f.list(2),
                f.list(3).stream().map(PeerAddress::plain).toList(),
                f.count(4),
                f.count(5),
                f.count(6),
                tags(f.text(7)),
                f.counts(10),
                f.text(11));
    }

    private static Written written(Fields f) {
        OptionalLong first = f.time(8);
        return new Written(
                f.text(1),
                f.text(2),
                f.count(3),
                f.count(4),
                f.count(5),
                f.count(6),
                f.count(7),
                first,
                first.isPresent() ? f.time(9) : OptionalLong.empty(),
                f.text(10),
                f.text(11));
    }

    /** From {@code [one][two]}. */
    private static List<String> tags(String text) {
        List<String> tags = new ArrayList<>();
        int open = text.indexOf('[');
        while (open >= 0) {
            int close = text.indexOf(']', open);
            if (close < 0) {
                break;
            }
            tags.add(text.substring(open + 1, close));
            open = text.indexOf('[', close);
        }
        return tags;
    }
}
