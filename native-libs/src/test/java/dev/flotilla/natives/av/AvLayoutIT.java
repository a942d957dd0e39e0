package dev.flotilla.natives.av;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the repeated offsets against those that the jar of the libraries was compiled with. */
class AvLayoutIT {
    @BeforeAll
    static void load() {
        Loader.load(avformat.class);
    }

    @Test
    void equalsWhatTheLibrariesWereCompiledWith() throws Exception {
        var compiled = new TreeMap<String, Integer>();
        compiled.put("CONTEXT_IO", Pointer.offsetof(AVFormatContext.class, "pb"));
        compiled.put("CONTEXT_STREAM_COUNT", Pointer.offsetof(AVFormatContext.class, "nb_streams"));
        compiled.put("CONTEXT_STREAMS", Pointer.offsetof(AVFormatContext.class, "streams"));
        compiled.put("CONTEXT_FLAGS", Pointer.offsetof(AVFormatContext.class, "flags"));
        compiled.put("STREAM_INDEX", Pointer.offsetof(AVStream.class, "index"));
        compiled.put("STREAM_PARAMETERS", Pointer.offsetof(AVStream.class, "codecpar"));
        compiled.put("STREAM_TIME_BASE", Pointer.offsetof(AVStream.class, "time_base"));
        compiled.put("PARAMETERS_KIND", Pointer.offsetof(AVCodecParameters.class, "codec_type"));
        compiled.put("PARAMETERS_CODEC", Pointer.offsetof(AVCodecParameters.class, "codec_id"));
        compiled.put("PARAMETERS_TAG", Pointer.offsetof(AVCodecParameters.class, "codec_tag"));
        compiled.put("PARAMETERS_WIDTH", Pointer.offsetof(AVCodecParameters.class, "width"));
        compiled.put("PARAMETERS_HEIGHT", Pointer.offsetof(AVCodecParameters.class, "height"));
        compiled.put(
                "PARAMETERS_CHANNELS",
                Pointer.offsetof(AVCodecParameters.class, "ch_layout")
                        + Pointer.offsetof(AVChannelLayout.class, "nb_channels"));
        compiled.put("PARAMETERS_SAMPLE_RATE", Pointer.offsetof(AVCodecParameters.class, "sample_rate"));
        compiled.put("PACKET_PTS", Pointer.offsetof(AVPacket.class, "pts"));
        compiled.put("PACKET_DTS", Pointer.offsetof(AVPacket.class, "dts"));
        compiled.put("PACKET_SIZE", Pointer.offsetof(AVPacket.class, "size"));
        compiled.put("PACKET_STREAM", Pointer.offsetof(AVPacket.class, "stream_index"));
        compiled.put("PACKET_FLAGS", Pointer.offsetof(AVPacket.class, "flags"));
        compiled.put("PACKET_DURATION", Pointer.offsetof(AVPacket.class, "duration"));
        compiled.put("IO_BUFFER", Pointer.offsetof(AVIOContext.class, "buffer"));
        assertThat(repeated()).isEqualTo(compiled);
    }

    private static Map<String, Integer> repeated() throws IllegalAccessException {
        var numbers = new TreeMap<String, Integer>();
        for (Field field : AvLayout.class.getDeclaredFields()) {
            if (field.getType() == int.class) {
                numbers.put(field.getName(), field.getInt(null));
            }
        }
        return numbers;
    }
}
