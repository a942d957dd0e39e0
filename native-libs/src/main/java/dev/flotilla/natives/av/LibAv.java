package dev.flotilla.natives.av;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/**
 * The names of libavformat, libavcodec and libavutil, all found through libavformat. Pointers are addresses. {@link Av#load}
 * binds them before anything calls them.
 */
final class LibAv {
    private LibAv() {}

    /** {@code read_packet} and {@code write_packet} of {@code avio_alloc_context}. */
    @FunctionalInterface
    interface IoCallback extends Callback {
        int invoke(Pointer opaque, Pointer bytes, int length);
    }

    static native int avformat_version();

    static native void av_log_set_level(int level);

    static native int av_strerror(int code, long text, long size);

    static native long av_malloc(long size);

    static native void av_freep(long pointer);

    static native int av_dict_set(long dictionary, String key, String value, int flags);

    static native void av_dict_free(long dictionary);

    static native long avio_alloc_context(
            long buffer,
            int size,
            int isWritable,
            long opaque,
            @Nullable IoCallback read,
            @Nullable IoCallback write,
            long seek);

    static native void avio_context_free(long context);

    static native long av_find_input_format(String name);

    static native long avformat_alloc_context();

    static native void avformat_free_context(long context);

    static native int avformat_open_input(long context, String url, long format, long options);

    static native void avformat_close_input(long context);

    static native int avformat_find_stream_info(long context, long options);

    static native int av_read_frame(long context, long packet);

    static native int avformat_alloc_output_context2(long context, long format, String name, @Nullable String file);

    static native long avformat_new_stream(long context, long codec);

    static native int avcodec_parameters_copy(long target, long source);

    static native int avformat_write_header(long context, long options);

    static native int av_write_frame(long context, long packet);

    static native int av_interleaved_write_frame(long context, long packet);

    static native int av_write_trailer(long context);

    static native long av_packet_alloc();

    static native void av_packet_unref(long packet);

    static native void av_packet_free(long packet);

    static native String avcodec_get_name(int codec);
}
