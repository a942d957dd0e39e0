package dev.flotilla.edge.helmsman.recording;

import dev.flotilla.edge.helmsman.mist.ActiveStream;
import dev.flotilla.edge.helmsman.recording.ledger.Entry;
import dev.flotilla.edge.helmsman.recording.ledger.Piece;
import dev.flotilla.id.ArtifactHash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the media of a clip comes from: whatever holds most of its range, and the live buffer where both hold all. Pure. */
sealed interface ClipSource {
    /** The buffer is known by its length and the clock, which may differ by so much. */
    long TOLERANCE_MS = 2_000;

    /** MistServer's buffer of the live stream. */
    record Live(long startMs, long stopMs) implements ClipSource {}

    /** Segments of a recording of this node. */
    record Recorded(ArtifactHash recording, List<Piece> pieces) implements ClipSource {
        public Recorded {
            pieces = List.copyOf(pieces);
        }

        long startMs() {
            return pieces.getFirst().beganAtMs();
        }
    }

    /** Nowhere. */
    record Nothing(String why) implements ClipSource {}

    /**
     * Where the clip is to be taken from.
     *
     * @param live the stream as it is now; empty when it is not on
     * @param recordings local pieces of the stream's recordings
     */
    static ClipSource choose(
            Entry clip, Optional<ActiveStream> live, Map<ArtifactHash, List<Piece>> recordings, long nowMs) {
        long start = clip.order().startMs();
        long stop = clip.order().stopMs();
        long bufferMs = live.map(stream -> nowMs - Math.max(0, stream.lastMs() - stream.firstMs()))
                .orElse(Long.MAX_VALUE);
        if (start >= bufferMs - TOLERANCE_MS) {
            return new Live(start, stop);
        }
        Recorded best = new Recorded(clip.hash(), List.of());
        for (Map.Entry<ArtifactHash, List<Piece>> recording : recordings.entrySet()) {
            List<Piece> within = recording.getValue().stream()
                    .filter(piece -> piece.beganAtMs() < stop && piece.endedAtMs() > start)
                    .toList();
            if (covered(within, start, stop) > covered(best.pieces(), start, stop)) {
                best = new Recorded(recording.getKey(), within);
            }
        }
        long ofBuffer = Math.max(0, Math.min(stop, nowMs) - bufferMs);
        if (covered(best.pieces(), start, stop) >= Math.max(1, ofBuffer)) {
            return best;
        }
        return bufferMs < stop ? new Live(bufferMs, stop) : new Nothing(why(clip, live, bufferMs));
    }

    private static long covered(List<Piece> pieces, long start, long stop) {
        return pieces.stream()
                .mapToLong(piece -> Math.min(stop, piece.endedAtMs()) - Math.max(start, piece.beganAtMs()))
                .sum();
    }

    private static String why(Entry clip, Optional<ActiveStream> live, long bufferMs) {
        return "no media of %s is left on this node from %s to %s: %s, and no recording here reaches into it"
                .formatted(
                        clip.stream(),
                        time(clip.order().startMs()),
                        time(clip.order().stopMs()),
                        live.isEmpty() ? "the stream is not live" : "the live buffer begins at " + time(bufferMs));
    }

    private static Instant time(long ms) {
        return Instant.ofEpochMilli(ms).truncatedTo(ChronoUnit.SECONDS);
    }
}
