package dev.flotilla.natives.srt;

/** What a listener says to a caller. */
public enum SrtVerdict {
    WELCOME(0),
    /** The stream id is not allowed here. */
    FORBIDDEN(1403),
    /** Another caller has the place. */
    OCCUPIED(1409),
    /** Nothing is served at the moment. */
    UNAVAILABLE(1503);

    final int rejectReason;

    SrtVerdict(int rejectReason) {
        this.rejectReason = rejectReason;
    }
}
