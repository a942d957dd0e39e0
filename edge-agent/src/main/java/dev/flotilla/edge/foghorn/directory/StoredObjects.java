package dev.flotilla.edge.foghorn.directory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Knows from where the object storage hands out the files of clips and recordings. */
public interface StoredObjects {
    /** The most files in one question. */
    int MOST_FILES = 1_000;

    /**
     * Addresses for GET, which need no other secret and are one themselves.
     *
     * @param urls one for each file, in order
     */
    record Addresses(List<String> urls, Instant until) {}

    /**
     * Never fails, and is done within three seconds; empty when the control center hands out none.
     *
     * @param files last parts of their names; at most {@link #MOST_FILES}
     */
    CompletionStage<Optional<Addresses>> addresses(String hash, List<String> files);
}
