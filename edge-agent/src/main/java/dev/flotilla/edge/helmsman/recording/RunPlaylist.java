package dev.flotilla.edge.helmsman.recording;

import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/**
 * The playlist that MistServer writes beside the segments of one run (RFC 8216). It lists a segment when that is complete, so
 * it tells what neither the original's triggers nor the folder do.
 *
 * @param isEnded whether MistServer has said that nothing follows
 */
record RunPlaylist(List<Segment> segments, boolean isEnded) {
    /**
     * A segment.
     *
     * @param beganAtMs milliseconds since 1970; 0 where the playlist does not say
     */
    record Segment(String file, long durationMs, long beganAtMs) {}

    RunPlaylist {
        segments = List.copyOf(segments);
    }

    /** Reads what is there. A last line that is still being written does not count yet. */
    static RunPlaylist parse(String text) {
        List<Segment> segments = new ArrayList<>();
        boolean isEnded = false;
        long durationMs = 0;
        long beganAtMs = 0;
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            if (line.startsWith("#EXTINF:")) {
                durationMs = milliseconds(line.substring("#EXTINF:".length()));
            } else if (line.startsWith("#EXT-X-PROGRAM-DATE-TIME:")) {
                beganAtMs = instant(line.substring("#EXT-X-PROGRAM-DATE-TIME:".length()));
            } else if (line.startsWith("#EXT-X-ENDLIST")) {
                isEnded = true;
            } else if (!line.isBlank() && !line.startsWith("#")) {
                segments.add(new Segment(line.strip(), durationMs, beganAtMs));
                beganAtMs = beganAtMs == 0 ? 0 : beganAtMs + durationMs;
            }
        }
        return new RunPlaylist(segments, isEnded);
    }

    private static long milliseconds(String extinf) {
        int comma = extinf.indexOf(',');
        try {
            return Math.round(Double.parseDouble(comma < 0 ? extinf : extinf.substring(0, comma)) * 1_000);
        } catch (NumberFormatException senseless) {
            return 0;
        }
    }

    private static long instant(String time) {
        try {
            return OffsetDateTime.parse(time.strip()).toInstant().toEpochMilli();
        } catch (DateTimeParseException senseless) {
            return 0;
        }
    }
}
