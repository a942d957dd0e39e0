package dev.flotilla.edge.helmsman.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.helmsman.recording.ledger.IndexPlaylist;
import dev.flotilla.edge.helmsman.recording.ledger.Piece;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaylistsTest {
    private static final String CAPTURED = """
        #EXTM3U
        #EXT-X-VERSION:3
        #EXT-X-PLAYLIST-TYPE:EVENT
        #EXT-X-TARGETDURATION:4
        #EXT-X-MEDIA-SEQUENCE:0
        #EXT-X-PROGRAM-DATE-TIME:2026-11-20T03:24:08.030Z
        #EXTINF:4.000,
        0-0.ts
        #EXT-X-PROGRAM-DATE-TIME:2026-11-20T03:24:12.030Z
        #EXTINF:3.960,
        0-1.ts
        """;

    @Test
    void readsWhatMistServerWrote() {
        RunPlaylist run = RunPlaylist.parse(CAPTURED);
        assertThat(run.segments()).extracting(RunPlaylist.Segment::file).containsExactly("0-0.ts", "0-1.ts");
        assertThat(run.segments()).extracting(RunPlaylist.Segment::durationMs).containsExactly(4_000L, 3_960L);
        assertThat(run.segments().getFirst().beganAtMs())
                .isEqualTo(Instant.parse("2026-11-20T03:24:08.030Z").toEpochMilli());
        assertThat(run.isEnded()).isFalse();
        assertThat(RunPlaylist.parse(CAPTURED + "#EXT-X-ENDLIST\n").isEnded()).isTrue();
    }

    @Test
    void leavesALineAloneThatIsStillBeingWritten() {
        for (int end = 0; end < CAPTURED.length(); end++) {
            RunPlaylist run = RunPlaylist.parse(CAPTURED.substring(0, end));
            assertThat(run.segments())
                    .allMatch(segment -> segment.file().matches("0-[01]\\.ts") && segment.durationMs() > 3_000);
        }
    }

    @Test
    void listsRunsWithAGapBetweenThemAndCountsOn() {
        List<Piece> pieces = List.of(
                Piece.written(7, 0, "0-7.ts", 1, 4_000, 1_795_144_800_000L),
                Piece.written(8, 1, "1-0.ts", 1, 2_500, 1_795_144_900_000L));
        assertThat(IndexPlaylist.of(pieces, "", true))
                .isEqualTo("""
                    #EXTM3U
                    #EXT-X-VERSION:3
                    #EXT-X-TARGETDURATION:4
                    #EXT-X-MEDIA-SEQUENCE:7
                    #EXT-X-PROGRAM-DATE-TIME:%s
                    #EXTINF:4.000,
                    0-7.ts
                    #EXT-X-DISCONTINUITY
                    #EXT-X-PROGRAM-DATE-TIME:%s
                    #EXTINF:2.500,
                    1-0.ts
                    #EXT-X-ENDLIST
                    """.formatted(time(1_795_144_800_000L), time(1_795_144_900_000L)));
        assertThat(IndexPlaylist.of(pieces.subList(1, 2), "../x/", false))
                .contains("#EXT-X-DISCONTINUITY-SEQUENCE:1\n")
                .contains("../x/1-0.ts")
                .doesNotContain("ENDLIST");
    }

    private static String time(long ms) {
        return Instant.ofEpochMilli(ms).toString().replace("Z", ".000Z");
    }
}
