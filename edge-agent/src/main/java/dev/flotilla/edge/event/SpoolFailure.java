package dev.flotilla.edge.event;

/** An event is not taken now, by the disk or for want of room. The message says why; whoever has it keeps it and tries again. */
public final class SpoolFailure extends RuntimeException {
    public SpoolFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
