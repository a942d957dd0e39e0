package dev.flotilla.edge.uplink;

/** The disk does not take an event now. The message says why; whoever has the event keeps it and tries again. */
public final class SpoolFailure extends RuntimeException {
    SpoolFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
