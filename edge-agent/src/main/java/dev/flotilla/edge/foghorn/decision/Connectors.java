package dev.flotilla.edge.foghorn.decision;

import java.util.Locale;
import java.util.Set;

/** Tells viewers from those who only ask about a stream or fetch a picture of it, by MistServer's words. */
final class Connectors {
    static final String REPLICATION = "DTSC";

    private static final Set<String> PLAYBACK = Set.of(
            "hls",
            "webrtc",
            "whep",
            "dash",
            "cmaf",
            "hss",
            "hds",
            "mp4",
            "webm",
            "mkv",
            "ebml",
            "flv",
            "rtmp",
            "rtsp",
            "srt",
            "tssrt",
            "tsrist",
            "dtsc",
            "dtscquic",
            "ts",
            "httpts",
            "raw/ws",
            "wsraw",
            "h264",
            "aac",
            "mp3",
            "flac",
            "wav",
            "ogg",
            "opus");

    /** What a stream's description, posters and sprites end with. A player could put a mere word anywhere. */
    private static final Set<String> ABOUT = Set.of("json", "jpg", "jpeg", "png", "webp", "vtt");

    /** SRT: MistServer 3.10 asks once, and fires no USER_NEW. */
    private static final Set<String> WITHOUT_SESSION = Set.of("TSSRT", "SRT", "TSRIST");

    private Connectors() {}

    /** Whether the viewer's session is never told of, so that the first question is the last one. */
    static boolean isWithoutSession(String connector) {
        return WITHOUT_SESSION.contains(connector);
    }

    /** @param connectors one, or several with commas */
    static boolean isPlayback(String connectors, String url) {
        boolean isPlayback = false;
        for (String connector : connectors.toLowerCase(Locale.ROOT).split(",", -1)) {
            if (connector.strip().equals("info_json")) {
                return false;
            }
            isPlayback |= PLAYBACK.contains(connector.strip());
        }
        return isPlayback && !isAboutStream(url);
    }

    private static boolean isAboutStream(String url) {
        int query = url.indexOf('?');
        String path = (query < 0 ? url : url.substring(0, query)).toLowerCase(Locale.ROOT);
        String file = path.substring(path.lastIndexOf('/') + 1);
        return file.startsWith("json_") || ABOUT.contains(file.substring(file.lastIndexOf('.') + 1));
    }
}
