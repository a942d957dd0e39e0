package dev.flotilla.edge.media;

import dev.flotilla.natives.av.AvOutput;
import java.nio.channels.WritableByteChannel;

/** Writes all of what it is given. */
final class Whole {
    private Whole() {}

    /** An output to a channel that blocks. */
    static AvOutput writer(WritableByteChannel channel) {
        return bytes -> {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        };
    }
}
