package dev.flotilla.edge.media.remux;

import dev.flotilla.natives.av.AvTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What streams are carried in. */
public final class Container {
    /** What RTMP carries: one picture and one sound. */
    public static final Container FLV = new Container(
            "flv",
            Set.of("h264", "hevc", "aac", "mp3", "opus", "ac3", "eac3"),
            true,
            true,
            Map.of("flvflags", "no_duration_filesize", "max_interleave_delta", "1000000"));

    /** MPEG transport stream; its clock runs half a second ahead of the frames, twice what is said here. */
    public static final Container TS = new Container(
            "mpegts",
            Set.of("h264", "hevc", "mpeg2video", "aac", "mp2", "mp3", "opus", "ac3", "eac3"),
            false,
            false,
            Map.of("max_delay", "250000"));

    private final String format;
    private final Set<String> codecs;
    private final boolean hasOneOfEachKind;
    private final boolean interleaves;
    private final Map<String, String> muxing;

    private Container(
            String format,
            Set<String> codecs,
            boolean hasOneOfEachKind,
            boolean interleaves,
            Map<String, String> muxing) {
        this.format = format;
        this.codecs = codecs;
        this.hasOneOfEachKind = hasOneOfEachKind;
        this.interleaves = interleaves;
        this.muxing = muxing;
    }

    /** FFmpeg's name. */
    String format() {
        return format;
    }

    /** Whether frames are put in order of time before they are written. */
    boolean interleaves() {
        return interleaves;
    }

    /** FFmpeg's options for writing it. */
    Map<String, String> muxing() {
        return muxing;
    }

    /** Those of the tracks that are carried on: what receivers of this container know. */
    List<AvTrack> choose(List<AvTrack> tracks) {
        List<AvTrack> known = tracks.stream()
                .filter(track -> track.kind() != AvTrack.Kind.OTHER && codecs.contains(track.codec()))
                .toList();
        if (!hasOneOfEachKind) {
            return known;
        }
        List<AvTrack> chosen = new ArrayList<>();
        for (AvTrack track : known) {
            if (chosen.stream().noneMatch(each -> each.kind() == track.kind())) {
                chosen.add(track);
            }
        }
        return chosen;
    }
}
