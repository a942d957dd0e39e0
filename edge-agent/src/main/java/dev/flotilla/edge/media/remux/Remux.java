package dev.flotilla.edge.media.remux;

import dev.flotilla.natives.av.AvDemuxer;
import dev.flotilla.natives.av.AvInput;
import dev.flotilla.natives.av.AvOutput;
import dev.flotilla.natives.av.AvPacket;
import dev.flotilla.natives.av.AvTrack;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * One stream on its way from one container into another. Runs on the thread that calls it until the bytes end or something
 * fails; input and output bring their own deadlines.
 */
public final class Remux {
    /** Seven transport-stream packets: what is written in one piece stays aligned to packets. */
    private static final int DATAGRAM_BYTES = 7 * 188;

    static final int BUFFER_BYTES = 32 * DATAGRAM_BYTES;

    /** As much as is read before the tracks must be known: live, waiting costs delay. */
    private static final Map<String, String> PROBING =
            Map.of("probesize", "2000000", "analyzeduration", "1000000", "fpsprobesize", "0");

    private static final int MAX_PASSAGES = 16;

    private final Container from;
    private final Container to;
    private final Consumer<String> tracks;

    /**
     * A way between two containers.
     *
     * @param tracks is told in words what passes, each time that this changes
     */
    public Remux(Container from, Container to, Consumer<String> tracks) {
        this.from = from;
        this.to = to;
        this.tracks = tracks;
    }

    /**
     * Carries the stream until the input ends.
     *
     * @param outputs a new one for each time that the container must begin anew because a track turned up late
     */
    public void run(AvInput input, Supplier<AvOutput> outputs) throws IOException {
        try (var demuxer = AvDemuxer.open(from.format(), input, BUFFER_BYTES, PROBING);
                var packet = new AvPacket()) {
            long startUs = 0;
            for (int passages = 0; passages < MAX_PASSAGES; passages++) {
                List<AvTrack> chosen = to.choose(demuxer.tracks());
                if (chosen.isEmpty()) {
                    throw new IOException(
                            "the stream holds nothing that can be carried on: " + words(demuxer.tracks()));
                }
                tracks.accept(words(chosen) + leftOut(demuxer.tracks(), chosen));
                try (var passage = new Passage(demuxer, chosen, to, outputs.get(), startUs)) {
                    if (!passage.run(packet)) {
                        return;
                    }
                    startUs = passage.endUs();
                }
            }
            throw new IOException("the stream gets new tracks again and again");
        }
    }

    private static String leftOut(List<AvTrack> tracks, List<AvTrack> chosen) {
        Set<Integer> carried = chosen.stream().map(AvTrack::index).collect(Collectors.toSet());
        List<AvTrack> rest = tracks.stream()
                .filter(track -> !carried.contains(track.index()))
                .toList();
        return rest.isEmpty() ? "" : "; left out: " + words(rest);
    }

    private static String words(List<AvTrack> tracks) {
        return tracks.isEmpty()
                ? "no tracks"
                : tracks.stream().map(AvTrack::toString).limit(8).collect(Collectors.joining(", "));
    }
}
