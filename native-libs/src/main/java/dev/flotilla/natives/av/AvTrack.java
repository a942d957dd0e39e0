package dev.flotilla.natives.av;

import com.sun.jna.Pointer;

/** One elementary stream in a container. Lives as long as the demuxer or muxer that has it. */
public final class AvTrack {
    /** What a track holds. */
    public enum Kind {
        VIDEO,
        AUDIO,
        OTHER
    }

    private static final int TYPE_VIDEO = 0;
    private static final int TYPE_AUDIO = 1;

    private final Pointer stream;

    AvTrack(long stream) {
        this.stream = new Pointer(stream);
    }

    public int index() {
        return stream.getInt(AvLayout.STREAM_INDEX);
    }

    public Kind kind() {
        return switch (parameters().getInt(AvLayout.PARAMETERS_KIND)) {
            case TYPE_VIDEO -> Kind.VIDEO;
            case TYPE_AUDIO -> Kind.AUDIO;
            default -> Kind.OTHER;
        };
    }

    /** FFmpeg's word for the codec: "h264", "hevc", "aac". */
    public String codec() {
        return LibAv.avcodec_get_name(parameters().getInt(AvLayout.PARAMETERS_CODEC));
    }

    /** Seconds per unit of time, as a fraction: the numerator. */
    public int timeBaseNumerator() {
        return stream.getInt(AvLayout.STREAM_TIME_BASE);
    }

    public int timeBaseDenominator() {
        return stream.getInt(AvLayout.STREAM_TIME_BASE + Integer.BYTES);
    }

    /** The track in words: "h264 1920x1080", "aac 48000 Hz 2 channels". */
    @Override
    public String toString() {
        return switch (kind()) {
            case VIDEO -> codec() + " " + number(AvLayout.PARAMETERS_WIDTH) + "x" + number(AvLayout.PARAMETERS_HEIGHT);
            case AUDIO ->
                codec() + " " + number(AvLayout.PARAMETERS_SAMPLE_RATE) + " Hz " + number(AvLayout.PARAMETERS_CHANNELS)
                        + " channels";
            case OTHER -> codec();
        };
    }

    private int number(int field) {
        return parameters().getInt(field);
    }

    /** {@code AVCodecParameters}. */
    Pointer parameters() {
        return stream.getPointer(AvLayout.STREAM_PARAMETERS);
    }
}
