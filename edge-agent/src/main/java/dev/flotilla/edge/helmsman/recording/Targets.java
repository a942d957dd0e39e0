package dev.flotilla.edge.helmsman.recording;

import java.nio.file.Path;

/**
 * What MistServer is told to write, in its words. Its original takes the parameters behind the last {@code ?}, the fork behind
 * {@code #}. Pure.
 */
final class Targets {
    private Targets() {}

    /** One run of a recording: numbered segments, and a playlist that grows with each that is complete. */
    static String recording(Path folder, int run, int segmentS, char parameterMark) {
        return "%s/%d-$segmentCounter.ts%cm3u8=%s&split=%d"
                .formatted(folder, run, parameterMark, playlist(run), segmentS);
    }

    /** The playlist of a run, within the folder of the recording. */
    static String playlist(int run) {
        return "run-" + run + ".m3u8";
    }

    /** A range of a live stream, by the clock. MistServer takes whole seconds. */
    static String range(Path file, long startMs, long stopMs, char parameterMark) {
        return "%s%crecstartunix=%d&recstopunix=%d"
                .formatted(file, parameterMark, Math.floorDiv(startMs, 1_000), Math.ceilDiv(stopMs, 1_000));
    }

    /** All of a stream that has an end. */
    static String whole(Path file) {
        return file.toString();
    }
}
