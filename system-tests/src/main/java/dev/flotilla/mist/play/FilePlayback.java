package dev.flotilla.mist.play;

import dev.flotilla.mist.media.TestMedia;
import dev.flotilla.mist.wire.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Plays files: recordings, which are a playlist and its segments, and clips, which are one file in any container. */
final class FilePlayback {
    private static final String HLS = "application/vnd.apple.mpegurl";

    private final TestMedia media;

    FilePlayback(TestMedia media) {
        this.media = media;
    }

    /** A segment of a recording and when it begins in that. */
    private record Piece(Path file, long startMs, long durationMs) {}

    /** Names each segment by its times, as a live stream's are named; a clip has one. */
    Reply playlist(Path source, String token) throws IOException {
        var body = new StringBuilder("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:20\n#EXT-X-MEDIA-SEQUENCE:0\n");
        if (isPlaylist(source)) {
            for (Piece piece : pieces(source)) {
                body.append("#EXTINF:%.3f,\n%d_%d.ts?tkn=%s\n"
                        .formatted(piece.durationMs / 1_000.0, piece.startMs, piece.startMs + piece.durationMs, token));
            }
        } else {
            body.append("#EXTINF:10.000,\n0_10000.ts?tkn=").append(token).append('\n');
        }
        boolean grows = isPlaylist(source) && !Files.readString(source).contains("#EXT-X-ENDLIST");
        return Reply.ok(HLS, body + (grows ? "" : "#EXT-X-ENDLIST\n"));
    }

    Reply segment(Path source, long startMs) throws IOException {
        if (!isPlaylist(source)) {
            return Reply.ok("video/mp2t", media.converted(source, "ts"));
        }
        for (Piece piece : pieces(source)) {
            if (piece.startMs == startMs) {
                return Reply.ok("video/mp2t", Files.readAllBytes(piece.file));
            }
        }
        return Reply.failure(404, "Not found", "no segment begins at " + startMs + "\n");
    }

    Reply whole(Path source, String suffix) throws IOException {
        byte[] bytes =
                source.toString().endsWith("." + suffix) ? Files.readAllBytes(source) : media.converted(source, suffix);
        String type = suffix.equals("mp4") ? "video/MP4" : suffix.equals("ts") ? "video/mpeg" : "video/webm";
        return Reply.ok(type, bytes);
    }

    private static boolean isPlaylist(Path source) {
        return source.toString().endsWith(".m3u8");
    }

    private static List<Piece> pieces(Path playlist) throws IOException {
        var pieces = new ArrayList<Piece>();
        long startMs = 0;
        long durationMs = 0;
        for (String line : Files.readAllLines(playlist)) {
            if (line.startsWith("#EXTINF:")) {
                String seconds = line.substring("#EXTINF:".length()).split(",", 2)[0];
                durationMs = Math.round(Double.parseDouble(seconds) * 1_000);
            } else if (!line.isBlank() && !line.startsWith("#")) {
                pieces.add(new Piece(playlist.resolveSibling(line), startMs, durationMs));
                startMs += durationMs;
            }
        }
        return pieces;
    }
}
