package dev.flotilla.natives.av;

/**
 * Where the few fields that are read and written lie, in the structs of FFmpeg 8.0 on 64-bit Linux. A test compares them with
 * what the jar of the libraries says of itself.
 */
final class AvLayout {
    static final int CONTEXT_IO = 32;
    static final int CONTEXT_STREAM_COUNT = 44;
    static final int CONTEXT_STREAMS = 48;
    static final int CONTEXT_FLAGS = 128;

    static final int STREAM_INDEX = 8;
    static final int STREAM_PARAMETERS = 16;
    static final int STREAM_TIME_BASE = 32;

    static final int PARAMETERS_KIND = 0;
    static final int PARAMETERS_CODEC = 4;
    static final int PARAMETERS_TAG = 8;
    static final int PARAMETERS_WIDTH = 72;
    static final int PARAMETERS_HEIGHT = 76;
    static final int PARAMETERS_CHANNELS = 132;
    static final int PARAMETERS_SAMPLE_RATE = 152;

    static final int PACKET_PTS = 8;
    static final int PACKET_DTS = 16;
    static final int PACKET_SIZE = 32;
    static final int PACKET_STREAM = 36;
    static final int PACKET_FLAGS = 40;
    static final int PACKET_DURATION = 64;

    static final int IO_BUFFER = 8;

    private AvLayout() {}
}
