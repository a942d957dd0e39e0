package dev.flotilla.edge.event;

/** How much the spool may hold: events, and bytes of their encoded form. */
public record SpoolLimits(long events, long bytes) {
    public SpoolLimits {
        if (events < 1) {
            throw new IllegalArgumentException("flotilla.spool.events must be at least 1: " + events);
        }
        if (bytes < 1) {
            throw new IllegalArgumentException("flotilla.spool.bytes must be at least 1: " + bytes);
        }
    }
}
