package dev.flotilla.edge.foghorn.viewer;

import java.util.Set;

/** Knows which nodes could play a clip or recording from their own disks. */
public interface Holders {
    /** The ids of those nodes. Answers from memory. */
    Set<String> of(String hash);
}
