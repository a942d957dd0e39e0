package dev.flotilla.control.object;

import java.util.Locale;
import java.util.Map;

/** What a file is, by its suffix. */
final class ContentType {
    private static final Map<String, String> BY_SUFFIX = Map.of(
            "m3u8", "application/vnd.apple.mpegurl",
            "ts", "video/mp2t",
            "m4v", "video/mp4",
            "mov", "video/quicktime",
            "mp4", "video/mp4",
            "m4s", "video/iso.segment",
            "mkv", "video/x-matroska",
            "webm", "video/webm",
            "mp3", "audio/mpeg",
            "jpg", "image/jpeg");

    private ContentType() {}

    static String of(ObjectKey key) {
        String name = key.name();
        String suffix = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return BY_SUFFIX.getOrDefault(suffix, "application/octet-stream");
    }
}
