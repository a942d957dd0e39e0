package dev.flotilla.edge.foghorn.viewer;

import java.util.Locale;
import java.util.Map;

/** The words by which people name protocols, and the outputs that they mean. */
final class Protocols {
    /** Whatever there is: the answer names all. */
    static final String ANY = "any";

    private static final Map<String, String> SAME = Map.ofEntries(
            Map.entry("", ANY),
            Map.entry("all", ANY),
            Map.entry("m3u8", "hls"),
            Map.entry("mpd", "dash"),
            Map.entry("llhls", "cmaf"),
            Map.entry("ll-hls", "cmaf"),
            Map.entry("whep", "webrtc"),
            Map.entry("progressive", "mp4"),
            Map.entry("matroska", "mkv"),
            Map.entry("mpegts", "ts"),
            Map.entry("mpeg-ts", "ts"),
            Map.entry("flash", "flv"),
            Map.entry("audio", "aac"),
            Map.entry("hss", "smoothstreaming"),
            Map.entry("f4m", "hds"),
            Map.entry("dynamic", "hds"),
            Map.entry("mist", "dtsc"));

    private static final Map<String, String> OUTPUTS = Map.of(
            "cmaf", "HLS_CMAF",
            "webrtc", "WHEP",
            "wsmp4", "MEWS",
            "wswebrtc", "MIST_WEBRTC");

    private Protocols() {}

    /** The one word for a protocol; a word that nobody knows is itself. */
    static String normal(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        if (lower.startsWith("smooth")) {
            return "smoothstreaming";
        }
        return lower.startsWith("raw") ? "h264" : SAME.getOrDefault(lower, lower);
    }

    /** The name of the output that serves a protocol. */
    static String output(String protocol) {
        return OUTPUTS.getOrDefault(protocol, protocol.toUpperCase(Locale.ROOT));
    }
}
