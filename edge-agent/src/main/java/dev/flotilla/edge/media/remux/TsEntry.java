package dev.flotilla.edge.media.remux;

import dev.flotilla.natives.av.AvInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;

/**
 * A transport stream from a picture on that stands alone, with the tables that say what it is in front. FFmpeg knows the size of
 * pictures only from such a one, and whoever plays the result begins there too. What comes before is left out; where no such
 * picture comes in time, the stream is taken as it comes.
 */
public final class TsEntry implements AvInput {
    private static final int BUFFER_BYTES = 64 * TsView.BYTES;
    private static final int MAX_TABLE_BYTES = 16 * TsView.BYTES;
    private static final long WAIT_NS = TimeUnit.SECONDS.toNanos(12);

    private final AvInput source;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
    private final ByteBuffer association = ByteBuffer.allocate(TsView.BYTES).limit(0);
    private final ByteBuffer map = ByteBuffer.allocate(MAX_TABLE_BYTES).limit(0);
    private ByteBuffer tables = ByteBuffer.allocate(0);
    private int mapPid = TsView.NONE;
    private int videoPid = TsView.NONE;
    private int videoType;
    private long firstNs;
    private boolean hasBegun;

    /** What comes from there, from its first entry on. */
    public TsEntry(AvInput source) {
        this.source = source;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        while (!hasBegun) {
            if (!fill()) {
                return -1;
            }
            seek();
        }
        if (tables.hasRemaining()) {
            return move(tables, target);
        }
        return bytes.hasRemaining() ? move(bytes, target) : source.read(target);
    }

    private static int move(ByteBuffer from, ByteBuffer target) {
        int length = Math.min(from.remaining(), target.remaining());
        target.put(from.slice(from.position(), length));
        from.position(from.position() + length);
        return length;
    }

    private boolean fill() throws IOException {
        bytes.compact();
        int read = source.read(bytes);
        bytes.flip();
        firstNs = firstNs == 0 ? System.nanoTime() : firstNs;
        return read >= 0;
    }

    /** Looks at the packets that are there; stops in front of the entry. */
    private void seek() {
        while (!hasBegun && bytes.remaining() >= TsView.BYTES) {
            int at = bytes.position();
            if (!TsView.isPacket(bytes, at)) {
                bytes.position(at + 1);
            } else if (isEntry(at)) {
                begin();
            } else {
                note(at);
                bytes.position(at + TsView.BYTES);
            }
        }
    }

    private boolean isEntry(int at) {
        if (System.nanoTime() - firstNs > WAIT_NS) {
            return true;
        }
        if (mapPid == TsView.NONE || TsView.pid(bytes, at) == mapPid) {
            return false;
        }
        return videoPid == TsView.NONE
                || (TsView.pid(bytes, at) == videoPid && TsView.isPictureAlone(bytes, at, videoType));
    }

    private void note(int at) {
        int pid = TsView.pid(bytes, at);
        if (pid == TsView.ASSOCIATION) {
            association.clear().put(bytes.slice(at, TsView.BYTES)).flip();
        } else if (TsView.beginsMap(bytes, at) && (mapPid == TsView.NONE || mapPid == pid)) {
            mapPid = pid;
            map.clear().put(bytes.slice(at, TsView.BYTES)).flip();
            int entry = TsView.firstVideo(bytes, at);
            videoPid = entry == TsView.NONE ? TsView.NONE : entry >> 8;
            videoType = entry & 0xff;
        } else if (pid == mapPid && map.limit() + TsView.BYTES <= MAX_TABLE_BYTES) {
            map.position(map.limit()).limit(map.limit() + TsView.BYTES);
            map.put(bytes.slice(at, TsView.BYTES)).flip();
        }
    }

    private void begin() {
        tables = ByteBuffer.allocate(association.limit() + map.limit());
        tables.put(association.rewind()).put(map.rewind()).flip();
        hasBegun = true;
    }
}
