package dev.flotilla.edge.helmsman.recording.ledger;

/**
 * What all files of one clip or recording come to.
 *
 * @param stored how many of the pieces the object storage has
 * @param bytes of all pieces
 * @param localBytes of those on this node's disk
 * @param beganAtMs of the media; 0 without any piece
 * @param next the number that the next piece gets
 */
public record Totals(
        int pieces,
        int stored,
        int local,
        long bytes,
        long localBytes,
        long durationMs,
        long beganAtMs,
        long endedAtMs,
        int next) {
    static final Totals NOTHING = new Totals(0, 0, 0, 0, 0, 0, 0, 0, 0);

    public boolean isAllStored() {
        return pieces > 0 && stored == pieces;
    }
}
