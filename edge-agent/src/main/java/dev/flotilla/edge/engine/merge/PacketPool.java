package dev.flotilla.edge.engine.merge;

import dev.flotilla.natives.memory.OffHeap;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Room outside the heap for packets that must wait. It grows by chunks with what waits, up to a bound, and gives chunks back
 * that were not needed for some time. Packets go to the lowest chunks first, so that the upper ones become empty. Belongs to
 * one thread.
 */
final class PacketPool implements AutoCloseable {
    /** No room: the bound is reached. */
    static final int FULL = -1;

    private static final int CHUNK_PACKETS = 256;
    private static final int TRIM_EVERY = 200;

    /** A block of memory for {@link #CHUNK_PACKETS} packets and the stack of those that are free. */
    private static final class Chunk {
        final OffHeap memory;
        final ByteBuffer bytes;
        final short[] free = new short[CHUNK_PACKETS];
        final short[] lengths = new short[CHUNK_PACKETS];
        int freeCount = CHUNK_PACKETS;

        Chunk(int packetBytes) {
            memory = OffHeap.allocate(CHUNK_PACKETS * packetBytes);
            bytes = memory.bytes();
            for (int i = 0; i < CHUNK_PACKETS; i++) {
                free[i] = (short) (CHUNK_PACKETS - 1 - i);
            }
        }
    }

    private final int packetBytes;
    private final @Nullable Chunk[] chunks;
    private int firstWithRoom;
    private int peak = 1;
    private int used;
    private int trims;

    /** A pool for at most that many packets, rounded up to whole chunks, of at most that many bytes each. */
    PacketPool(int packets, int packetBytes) {
        this.packetBytes = packetBytes;
        chunks = new Chunk[(packets + CHUNK_PACKETS - 1) / CHUNK_PACKETS];
    }

    /** Copies a packet into the pool; answers its handle, or {@link #FULL}. */
    int put(ByteBuffer source, int offset, int length) {
        Chunk chunk = null;
        for (; firstWithRoom < chunks.length; firstWithRoom++) {
            chunk = chunks[firstWithRoom];
            if (chunk == null) {
                chunk = new Chunk(packetBytes);
                chunks[firstWithRoom] = chunk;
            }
            if (chunk.freeCount > 0) {
                break;
            }
        }
        if (chunk == null || firstWithRoom == chunks.length) {
            return FULL;
        }
        peak = Math.max(peak, firstWithRoom + 1);
        int place = chunk.free[--chunk.freeCount];
        chunk.bytes.put(place * packetBytes, source, offset, length);
        chunk.lengths[place] = (short) length;
        used++;
        return firstWithRoom * CHUNK_PACKETS + place;
    }

    /** The memory in which that packet lies. */
    ByteBuffer bytes(int handle) {
        return chunk(handle).bytes;
    }

    int offset(int handle) {
        return handle % CHUNK_PACKETS * packetBytes;
    }

    int length(int handle) {
        return chunk(handle).lengths[handle % CHUNK_PACKETS];
    }

    void free(int handle) {
        Chunk chunk = chunk(handle);
        chunk.free[chunk.freeCount++] = (short) (handle % CHUNK_PACKETS);
        firstWithRoom = Math.min(firstWithRoom, handle / CHUNK_PACKETS);
        used--;
    }

    private Chunk chunk(int handle) {
        Chunk chunk = chunks[handle / CHUNK_PACKETS];
        if (chunk == null) {
            throw new IllegalStateException("no packet has the handle " + handle);
        }
        return chunk;
    }

    /** How many packets wait. */
    int used() {
        return used;
    }

    /** How much memory is taken at the moment. */
    long residentBytes() {
        long count = 0;
        for (Chunk chunk : chunks) {
            count += chunk == null ? 0 : 1;
        }
        return count * CHUNK_PACKETS * packetBytes;
    }

    /** To be called some twenty times per second: returns the chunks that nothing needed for ten seconds. */
    void trim() {
        if (++trims % TRIM_EVERY != 0) {
            return;
        }
        int stillNeeded = 1;
        for (int i = 0; i < chunks.length; i++) {
            Chunk chunk = chunks[i];
            if (chunk != null && chunk.freeCount < CHUNK_PACKETS) {
                stillNeeded = i + 1;
            } else if (chunk != null && i >= peak) {
                chunk.memory.close();
                chunks[i] = null;
            }
        }
        peak = stillNeeded;
    }

    @Override
    public void close() {
        for (int i = 0; i < chunks.length; i++) {
            Chunk chunk = chunks[i];
            if (chunk != null) {
                chunk.memory.close();
                chunks[i] = null;
            }
        }
    }
}
