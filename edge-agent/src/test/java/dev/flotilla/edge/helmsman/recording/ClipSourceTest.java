package dev.flotilla.edge.helmsman.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.helmsman.mist.ActiveStream;
import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.recording.ledger.Entry;
import dev.flotilla.edge.helmsman.recording.ledger.Piece;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.proto.event.v1.Artifact.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClipSourceTest {
    private static final long NOW = 1_800_000_100_000L;
    private static final MistStream STREAM = new MistStream("live+show");
    private static final ArtifactHash RECORDING = new ArtifactHash("20261120154007a1b2c3d4e5f60718");
    private static final List<Piece> PIECES = List.of(
            Piece.written(0, 0, "0-0.ts", 1, 10_000, NOW - 90_000),
            Piece.written(1, 0, "0-1.ts", 1, 10_000, NOW - 80_000),
            Piece.written(2, 0, "0-2.ts", 1, 10_000, NOW - 70_000));

    @Test
    void takesTheBufferWhereItReachesBackFarEnough() {
        assertThat(choose(NOW - 49_000, NOW - 40_000, live()))
                .isEqualTo(new ClipSource.Live(NOW - 49_000, NOW - 40_000));
    }

    @Test
    void takesTheSegmentsThatTouchTheRangeWhereTheBufferDoesNot() {
        assertThat(choose(NOW - 79_000, NOW - 65_000, live()))
                .isEqualTo(new ClipSource.Recorded(RECORDING, PIECES.subList(1, 3)));
        assertThat(choose(NOW - 79_000, NOW - 75_000, Optional.empty()))
                .as("the stream is over")
                .isEqualTo(new ClipSource.Recorded(RECORDING, PIECES.subList(1, 2)));
    }

    @Test
    void takesWhatIsLeftWhereNothingHoldsAll() {
        assertThat(choose(NOW - 55_000, NOW - 20_000, live()))
                .isEqualTo(new ClipSource.Live(NOW - 50_000, NOW - 20_000));
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(choose(NOW - 500_000, NOW - 400_000, live()))
                .isInstanceOfSatisfying(
                        ClipSource.Nothing.class,
                        nothing ->
                                assertThat(nothing.why()).contains("live+show").contains("the live buffer begins at"));
        assertThat(choose(NOW - 20_000, NOW - 10_000, Optional.empty()))
                .isInstanceOfSatisfying(
                        ClipSource.Nothing.class,
                        nothing -> assertThat(nothing.why()).contains("is not live"));
    }

    private static ClipSource choose(long startMs, long stopMs, Optional<ActiveStream> live) {
        Entry clip = Entry.requested(
                new ArtifactHash("20261120154107a1b2c3d4e5f60718"),
                Kind.KIND_CLIP,
                STREAM,
                "",
                new Entry.Order("", "mp4", startMs, stopMs, 0, 0),
                NOW);
        return ClipSource.choose(clip, live, Map.of(RECORDING, PIECES), NOW);
    }

    /** With fifty seconds in the buffer. */
    private static Optional<ActiveStream> live() {
        return Optional.of(
                new ActiveStream(STREAM, "Online", 0, 1, 0, 3, 0, 0, 0, 0, 0, 0, 100_000, 150_000, List.of()));
    }
}
