package dev.flotilla.edge.engine.merge;

/** Makes one stream of two that carry the same packets. One thread hands in packets and time. */
public sealed interface PathMerger extends AutoCloseable permits Merger, ContentMerger {
    /** Releases what is due. To be called before each turn's packets and whenever {@link #dueNs} has come. */
    void advance(long nowNs);

    /** When {@link #advance} next has something to do; {@code Long.MAX_VALUE} while nothing waits. */
    long dueNs();

    /** How many packets wait. */
    int waiting();

    MergeCounters counters();

    PathCounters path(int path);

    /** Whether what comes by that path belongs to the stream that is released. True as well of a path that brings nothing. */
    boolean isMatched(int path);

    @Override
    void close();
}
