package dev.flotilla.edge.foghorn.artifact;

import dev.flotilla.edge.foghorn.balance.Node;

/** Where something is made. */
sealed interface Site {
    record At(Node node) implements Site {}

    /** Nowhere at present, and why, for people. */
    record Nowhere(String why) implements Site {}
}
