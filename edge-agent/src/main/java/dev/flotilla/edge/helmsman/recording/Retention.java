package dev.flotilla.edge.helmsman.recording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which files this node lets go of. Pure. The oldest go first, those of closed recordings before those of open ones; what the
 * object storage has not goes only by an age that was set for that, and by nothing else.
 */
final class Retention {
    private Retention() {}

    /**
     * A file on the disk.
     *
     * @param hash of the clip or recording
     * @param endedAtMs of its media
     * @param isOpen whether the recording is still being written
     */
    record Candidate(String hash, int number, long bytes, long endedAtMs, boolean isStored, boolean isOpen) {}

    /** In the order in which they are to go. */
    static List<Candidate> toFree(List<Candidate> local, DiskShare disk, Thresholds thresholds, long nowMs) {
        List<Candidate> go = new ArrayList<>();
        List<Candidate> stay = new ArrayList<>();
        for (Candidate one : local) {
            (isTooOld(one, thresholds, nowMs) ? go : stay).add(one);
        }
        if (disk.percent() < thresholds.freeFrom()) {
            return go;
        }
        long wanted = disk.above(thresholds.freeTo())
                - go.stream().mapToLong(Candidate::bytes).sum();
        stay.sort(Comparator.comparing(Candidate::isOpen).thenComparingLong(Candidate::endedAtMs));
        for (Candidate one : stay) {
            if (wanted <= 0) {
                break;
            }
            if (one.isStored()) {
                go.add(one);
                wanted -= one.bytes();
            }
        }
        return go;
    }

    private static boolean isTooOld(Candidate one, Thresholds thresholds, long nowMs) {
        return !one.isStored()
                && !one.isOpen()
                && thresholds.localAge().isPresent()
                && nowMs - one.endedAtMs() > thresholds.localAge().get().toMillis();
    }
}
