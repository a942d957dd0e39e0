package dev.flotilla.natives.av;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where a muxer's bytes go. Called on the muxer's thread, which it may block until its own deadline. */
@FunctionalInterface
public interface AvOutput {
    /** Takes all bytes of the buffer, which is valid during the call only. */
    void write(ByteBuffer bytes) throws IOException;
}
