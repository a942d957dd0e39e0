package dev.flotilla.edge.foghorn.artifact;

import dev.flotilla.edge.foghorn.balance.Node;

/** What became of something that a node was told to do. */
sealed interface Outcome {
    /** That node does it. */
    record Done(Node node) implements Outcome {}

    /** The node does not. */
    record Refused(String why) implements Outcome {}

    /** There is no node that could be asked, or it does not answer: it may be worth another try. */
    record Absent(String why) implements Outcome {}
}
