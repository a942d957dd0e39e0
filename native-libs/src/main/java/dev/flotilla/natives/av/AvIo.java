package dev.flotilla.natives.av;

import com.sun.jna.Pointer;
import dev.flotilla.natives.memory.OffHeap;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An {@code AVIOContext} whose bytes come from or go to Java. It is its own callback, so that this lives for as long as C may call
 * it; what Java throws waits until the call that caused it is back.
 */
final class AvIo implements LibAv.IoCallback, AutoCloseable {
    private final Transfer transfer;
    private final OffHeap context = OffHeap.allocate(Long.BYTES);
    private @Nullable IOException failure;
    private @Nullable RuntimeException bug;

    /** Moves bytes in either direction and answers how many, or AVERROR_EOF. */
    private interface Transfer {
        int run(ByteBuffer bytes) throws IOException;
    }

    /** Reads; the buffer has that many bytes. */
    AvIo(AvInput input, int bufferBytes) {
        transfer = bytes -> {
            int read = input.read(bytes);
            return read > 0 ? read : AvException.END;
        };
        open(bufferBytes, false);
    }

    /** Writes at most that many bytes at a time. */
    AvIo(AvOutput output, int bufferBytes) {
        transfer = bytes -> {
            int length = bytes.remaining();
            output.write(bytes);
            return length;
        };
        open(bufferBytes, true);
    }

    @Override
    public int invoke(Pointer opaque, Pointer bytes, int length) {
        if (failure != null || bug != null) {
            return AvException.IO_FAILED;
        }
        try {
            return transfer.run(bytes.getByteBuffer(0, length));
        } catch (IOException e) {
            failure = e;
        } catch (RuntimeException e) {
            bug = e;
        }
        return AvException.IO_FAILED;
    }

    private void open(int bufferBytes, boolean isWritable) {
        long buffer = LibAv.av_malloc(bufferBytes);
        long address = buffer == 0
                ? 0
                : LibAv.avio_alloc_context(
                        buffer,
                        bufferBytes,
                        isWritable ? 1 : 0,
                        0,
                        isWritable ? null : this,
                        isWritable ? this : null,
                        0);
        if (address == 0) {
            context.close();
            throw new OutOfMemoryError("no memory for an AVIOContext");
        }
        context.bytes().putLong(0, address);
    }

    long address() {
        return context.bytes().getLong(0);
    }

    /** Hands a result on, unless it says that the call failed, or a callback did during it. */
    int check(int result, String attempt) throws AvException {
        if (bug != null) {
            throw bug;
        }
        if (failure != null) {
            throw new AvException(attempt, failure);
        }
        return AvException.check(result, attempt);
    }

    @Override
    public void close() {
        if (address() != 0) {
            // libav may have put another buffer into the place of ours.
            LibAv.av_freep(address() + AvLayout.IO_BUFFER);
            LibAv.avio_context_free(context.address());
        }
        context.close();
    }
}
