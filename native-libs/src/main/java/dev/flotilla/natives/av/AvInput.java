package dev.flotilla.natives.av;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where a demuxer gets its bytes. Called on the demuxer's thread, which it may block until its own deadline. */
@FunctionalInterface
public interface AvInput {
    /** Puts at least one byte into the buffer and answers how many; -1 at the end. */
    int read(ByteBuffer target) throws IOException;
}
