package dev.flotilla.natives.av;

import com.sun.jna.Pointer;
import dev.flotilla.natives.handle.Handle;
import dev.flotilla.natives.handle.Handles;
import dev.flotilla.natives.memory.OffHeap;
import java.util.Map;

/**
 * Puts frames into a container. Bitstream filters that the container needs (length prefixes, extra data) are put in between by
 * libavformat itself. Opened, used and closed by one platform thread.
 */
public final class AvMuxer implements AutoCloseable {
    private static final int CUSTOM_IO = 0x80;
    private static final int FLUSH_EACH_FRAME = 0x200;

    private final String format;
    private final AvIo io;
    private final boolean interleaves;
    private final OffHeap context = OffHeap.allocate(Long.BYTES);
    private final Handle handle;

    private AvMuxer(String format, AvIo io, boolean interleaves) {
        this.format = format;
        this.io = io;
        this.interleaves = interleaves;
        this.handle = Handles.open(this, "muxer of " + format);
    }

    /**
     * Opens a container; it takes frames after {@link #begin}.
     *
     * @param format FFmpeg's name: "flv", "mpegts"
     * @param bufferBytes the most bytes to give the output at a time
     * @param interleaves whether to hold frames back so that those of all tracks are in order of time
     */
    public static AvMuxer open(String format, AvOutput output, int bufferBytes, boolean interleaves)
            throws AvException {
        var muxer = new AvMuxer(format, new AvIo(output, bufferBytes), interleaves);
        try {
            int opened = LibAv.avformat_alloc_output_context2(muxer.context.address(), 0, format, null);
            AvException.check(opened, "open " + format);
            var fields = new Pointer(muxer.address());
            fields.setPointer(AvLayout.CONTEXT_IO, new Pointer(muxer.io.address()));
            fields.setInt(AvLayout.CONTEXT_FLAGS, fields.getInt(AvLayout.CONTEXT_FLAGS) | CUSTOM_IO | FLUSH_EACH_FRAME);
            return muxer;
        } catch (AvException | RuntimeException e) {
            muxer.close();
            throw e;
        }
    }

    private long address() {
        return context.bytes().getLong(0);
    }

    /** Adds a track like that one, and answers it; its time base is known after {@link #begin}. */
    public AvTrack add(AvTrack like) throws AvException {
        long stream = LibAv.avformat_new_stream(address(), 0);
        if (stream == 0) {
            throw new OutOfMemoryError("no memory for a track");
        }
        var track = new AvTrack(stream);
        AvException.check(
                LibAv.avcodec_parameters_copy(
                        Pointer.nativeValue(track.parameters()), Pointer.nativeValue(like.parameters())),
                "describe a track");
        // The codec's four-letter name in the other container means nothing in this one.
        track.parameters().setInt(AvLayout.PARAMETERS_TAG, 0);
        return track;
    }

    /** Writes what the container begins with; all tracks are there. */
    public void begin(Map<String, String> options) throws AvException {
        try (var dictionary = new AvOptions(options)) {
            io.check(LibAv.avformat_write_header(address(), dictionary.cell()), "begin " + format);
        }
    }

    /**
     * Writes a frame, whose track and times are this muxer's; the packet is clear afterwards. Answers false when the frame is
     * broken, and was left out.
     */
    public boolean write(AvPacket packet) throws AvException {
        int result = interleaves
                ? LibAv.av_interleaved_write_frame(address(), packet.address())
                : LibAv.av_write_frame(address(), packet.address());
        packet.clear();
        if (result == AvException.BROKEN) {
            return false;
        }
        io.check(result, "write " + format);
        return true;
    }

    /** Writes what is held back, and what the container ends with. */
    public void end() throws AvException {
        io.check(LibAv.av_write_trailer(address()), "end " + format);
    }

    @Override
    public void close() {
        if (handle.release()) {
            if (address() != 0) {
                LibAv.avformat_free_context(address());
            }
            context.close();
            io.close();
        }
    }
}
