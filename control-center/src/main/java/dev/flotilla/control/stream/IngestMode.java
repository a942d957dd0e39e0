package dev.flotilla.control.stream;

/** How a stream comes. */
public enum IngestMode {
    /** Somebody publishes it with a stream key. */
    PUSH,
    /** A node fetches it from its pull source; its keys admit nobody. */
    PULL
}
