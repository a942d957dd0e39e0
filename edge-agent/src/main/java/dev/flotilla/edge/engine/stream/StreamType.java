package dev.flotilla.edge.engine.stream;

/** What a program map says that a stream holds (ISO/IEC 13818-1 table 2-34, ATSC A/53). */
final class StreamType {
    private StreamType() {}

    static boolean isVideo(int type) {
        return switch (type) {
            // MPEG-1, MPEG-2, MPEG-4, H.264 and its multiview form, JPEG 2000, H.265, H.266, Dirac.
            case 0x01, 0x02, 0x10, 0x1b, 0x20, 0x21, 0x24, 0x33, 0xd1 -> true;
            default -> false;
        };
    }

    static boolean isAudio(int type) {
        return switch (type) {
            // MPEG-1, MPEG-2, AAC in ADTS and LATM, AC-3, E-AC-3.
            case 0x03, 0x04, 0x0f, 0x11, 0x81, 0x87 -> true;
            default -> false;
        };
    }
}
