package dev.flotilla.natives.av;

import com.sun.jna.Pointer;
import dev.flotilla.natives.handle.Handle;
import dev.flotilla.natives.handle.Handles;
import dev.flotilla.natives.memory.OffHeap;

/** A frame on its way from a demuxer to a muxer. Reused for each; times are in the time base of its track. */
public final class AvPacket implements AutoCloseable {
    /** The value of a time that is not known: AV_NOPTS_VALUE. */
    public static final long NO_TIME = Long.MIN_VALUE;

    private static final int KEY_FRAME = 1;

    private final OffHeap cell = OffHeap.allocate(Long.BYTES);
    private final Pointer fields;
    private final Handle handle;

    public AvPacket() {
        long address = LibAv.av_packet_alloc();
        if (address == 0) {
            cell.close();
            throw new OutOfMemoryError("no memory for an AVPacket");
        }
        cell.bytes().putLong(0, address);
        fields = new Pointer(address);
        handle = Handles.open(this, "AVPacket");
    }

    long address() {
        return cell.bytes().getLong(0);
    }

    public int track() {
        return fields.getInt(AvLayout.PACKET_STREAM);
    }

    public long decodeTime() {
        return fields.getLong(AvLayout.PACKET_DTS);
    }

    public long presentationTime() {
        return fields.getLong(AvLayout.PACKET_PTS);
    }

    public int bytes() {
        return fields.getInt(AvLayout.PACKET_SIZE);
    }

    public boolean isKeyFrame() {
        return (fields.getInt(AvLayout.PACKET_FLAGS) & KEY_FRAME) != 0;
    }

    /** Gives it to another track, at other times; how long it lasts is left to the muxer. */
    public void retime(int track, long decodeTime, long presentationTime) {
        fields.setInt(AvLayout.PACKET_STREAM, track);
        fields.setLong(AvLayout.PACKET_DTS, decodeTime);
        fields.setLong(AvLayout.PACKET_PTS, presentationTime);
        fields.setLong(AvLayout.PACKET_DURATION, 0);
    }

    /** Lets go of the frame, so that the next one can come. */
    public void clear() {
        LibAv.av_packet_unref(address());
    }

    @Override
    public void close() {
        if (handle.release()) {
            LibAv.av_packet_free(cell.address());
            cell.close();
        }
    }
}
