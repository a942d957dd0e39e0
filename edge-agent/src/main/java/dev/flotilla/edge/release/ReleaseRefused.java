package dev.flotilla.edge.release;

/** An order to which this node does not listen, or that came to nothing. The message is for people. */
final class ReleaseRefused extends Exception {
    private static final long serialVersionUID = 1;

    ReleaseRefused(String sentence) {
        super(sentence);
    }
}
