package dev.flotilla.bench.relay;

import java.util.List;

/** A relay at work. Closing it ends its processes and frees its ports. */
public interface Relay extends AutoCloseable {
    /** All that work for it, by their process id. */
    List<Long> processes();

    @Override
    void close();
}
