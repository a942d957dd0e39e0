package dev.flotilla.edge.helmsman.recording.ledger;

/**
 * A file of a recording, or the one of a clip, that is complete.
 *
 * @param number counts up within the recording, without gaps at the beginning of it
 * @param run which start of MistServer's output wrote it
 * @param file its name within the folder of the recording
 * @param beganAtMs of its media, milliseconds since 1970
 * @param isLocal whether this node's disk has it
 * @param isStored whether the object storage has it
 */
public record Piece(
        int number,
        int run,
        String file,
        long bytes,
        long durationMs,
        long beganAtMs,
        boolean isLocal,
        boolean isStored) {
    /** One that MistServer has just completed. */
    public static Piece written(int number, int run, String file, long bytes, long durationMs, long beganAtMs) {
        return new Piece(number, run, file, bytes, durationMs, beganAtMs, true, false);
    }

    public long endedAtMs() {
        return beganAtMs + durationMs;
    }
}
