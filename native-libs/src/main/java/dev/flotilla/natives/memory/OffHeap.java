package dev.flotilla.natives.memory;

import com.sun.jna.Pointer;
import dev.flotilla.natives.handle.Handle;
import dev.flotilla.natives.handle.Handles;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A block of zeroed memory outside the Java heap. Whoever allocates it closes it; its buffers are dead from then on. */
public final class OffHeap implements AutoCloseable {
    private final long address;
    private final int size;
    private final Handle handle;

    private OffHeap(long address, int size) {
        this.address = address;
        this.size = size;
        this.handle = Handles.open(this, "memory of " + size + " bytes");
    }

    /** A new block of that many bytes. Of a large one, memory is taken page by page as it is first used. */
    public static OffHeap allocate(int size) {
        long address = RawMemory.calloc(1, size);
        if (address == 0) {
            throw new OutOfMemoryError("no " + size + " bytes left outside the heap");
        }
        return new OffHeap(address, size);
    }

    /** Where the block begins. */
    public long address() {
        return address;
    }

    /** A view of the whole block in the machine's byte order. */
    public ByteBuffer bytes() {
        return new Pointer(address).getByteBuffer(0, size).order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        if (handle.release()) {
            RawMemory.free(address);
        }
    }
}
