package dev.flotilla.natives.av;

import com.sun.jna.Pointer;
import dev.flotilla.natives.handle.Handle;
import dev.flotilla.natives.handle.Handles;
import dev.flotilla.natives.memory.OffHeap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Takes a container apart into frames. Opened, used and closed by one platform thread. */
public final class AvDemuxer implements AutoCloseable {
    private static final int CUSTOM_IO = 0x80;
    private static final int MAX_TRACKS = 64;

    private final String format;
    private final AvIo io;
    private final OffHeap context = OffHeap.allocate(Long.BYTES);
    private final Handle handle;

    private AvDemuxer(String format, AvIo io) {
        this.format = format;
        this.io = io;
        this.handle = Handles.open(this, "demuxer of " + format);
    }

    /**
     * Opens a container and reads until its tracks are known. Blocks for as long as the input does.
     *
     * @param format FFmpeg's name: "flv", "mpegts"
     * @param bufferBytes how many bytes to ask the input for at a time
     * @param options of the demuxer and of its probing, for example {@code probesize}
     */
    public static AvDemuxer open(String format, AvInput input, int bufferBytes, Map<String, String> options)
            throws AvException {
        var demuxer = new AvDemuxer(format, new AvIo(input, bufferBytes));
        try (var dictionary = new AvOptions(options)) {
            demuxer.begin(dictionary);
            return demuxer;
        } catch (AvException | RuntimeException e) {
            demuxer.close();
            throw e;
        }
    }

    private void begin(AvOptions options) throws AvException {
        var fields = new Pointer(LibAv.avformat_alloc_context());
        fields.setPointer(AvLayout.CONTEXT_IO, new Pointer(io.address()));
        fields.setInt(AvLayout.CONTEXT_FLAGS, fields.getInt(AvLayout.CONTEXT_FLAGS) | CUSTOM_IO);
        context.bytes().putLong(0, Pointer.nativeValue(fields));
        // When this fails, it has freed the context and cleared the cell.
        int opened =
                LibAv.avformat_open_input(context.address(), "", LibAv.av_find_input_format(format), options.cell());
        io.check(opened, "open " + format);
        io.check(LibAv.avformat_find_stream_info(address(), 0), "find the tracks of " + format);
    }

    private long address() {
        return context.bytes().getLong(0);
    }

    /** The tracks that are known by now; more may turn up later. */
    public List<AvTrack> tracks() {
        var fields = new Pointer(address());
        int count = Math.min(MAX_TRACKS, fields.getInt(AvLayout.CONTEXT_STREAM_COUNT));
        List<AvTrack> tracks = new ArrayList<>();
        Pointer streams = fields.getPointer(AvLayout.CONTEXT_STREAMS);
        for (int i = 0; i < count; i++) {
            tracks.add(new AvTrack(Pointer.nativeValue(streams.getPointer((long) i * Long.BYTES))));
        }
        return tracks;
    }

    /** Puts the next frame into the packet, which must be clear; false at the end of the bytes. */
    public boolean read(AvPacket packet) throws AvException {
        int result = LibAv.av_read_frame(address(), packet.address());
        if (result == AvException.END) {
            return false;
        }
        io.check(result, "read " + format);
        return true;
    }

    @Override
    public void close() {
        if (handle.release()) {
            if (address() != 0) {
                LibAv.avformat_close_input(context.address());
            }
            context.close();
            io.close();
        }
    }
}
