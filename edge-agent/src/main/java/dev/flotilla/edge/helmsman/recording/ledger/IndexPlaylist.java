package dev.flotilla.edge.helmsman.recording.ledger;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The playlist of a whole recording, or of a part of it, over all its runs (RFC 8216). Pure. */
public final class IndexPlaylist {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private IndexPlaylist() {}

    /**
     * The playlist's text.
     *
     * @param pieces in their order
     * @param folder what stands before each file's name; empty for the folder of the playlist itself
     * @param isEnded whether nothing follows any more
     */
    public static String of(List<Piece> pieces, String folder, boolean isEnded) {
        long longestMs = pieces.stream().mapToLong(Piece::durationMs).max().orElse(1_000);
        var text = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n")
                .append("#EXT-X-TARGETDURATION:")
                .append(Math.ceilDiv(longestMs, 1_000))
                .append("\n#EXT-X-MEDIA-SEQUENCE:")
                .append(pieces.isEmpty() ? 0 : pieces.getFirst().number())
                .append('\n');
        if (!pieces.isEmpty() && pieces.getFirst().run() > 0) {
            // Of the runs before: a player that stays must count on as it did.
            text.append("#EXT-X-DISCONTINUITY-SEQUENCE:")
                    .append(pieces.getFirst().run())
                    .append('\n');
        }
        int run = pieces.isEmpty() ? 0 : pieces.getFirst().run();
        for (Piece piece : pieces) {
            for (; run < piece.run(); run++) {
                text.append("#EXT-X-DISCONTINUITY\n");
            }
            text.append("#EXT-X-PROGRAM-DATE-TIME:")
                    .append(TIME.format(Instant.ofEpochMilli(piece.beganAtMs())))
                    .append("\n#EXTINF:%d.%03d,\n".formatted(piece.durationMs() / 1_000, piece.durationMs() % 1_000))
                    .append(folder)
                    .append(piece.file())
                    .append('\n');
        }
        return isEnded ? text.append("#EXT-X-ENDLIST\n").toString() : text.toString();
    }
}
