package dev.flotilla.bench.relay;

import dev.flotilla.bench.tool.Toolbox;
import java.io.IOException;

/** A kind of relay that takes part in a comparison. */
public interface Contender {
    /** As it stands in a table. */
    String name();

    /** Whether each datagram leaves as it came, so that stamps survive and losses can be counted. */
    boolean keepsDatagrams();

    /** Starts it; it may take a moment until streams flow. */
    Relay start(Job job, Toolbox toolbox) throws IOException;
}
