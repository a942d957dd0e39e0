package dev.flotilla.edge.helmsman.recording;

import java.time.Duration;
import java.util.Optional;

/**
 * When local files go, and when none come any more, in percent of the disk or the quota.
 *
 * @param quota bytes for recordings; 0 for no bound but the disk
 * @param localAge after which also those go that are nowhere else; empty for never
 */
public record Thresholds(int freeFrom, int freeTo, int stopAt, long quota, Optional<Duration> localAge) {
    /** @throws IllegalArgumentException naming key and value */
    public Thresholds {
        if (freeTo < 0 || freeFrom < freeTo || stopAt < freeFrom || stopAt > 100 || quota < 0) {
            throw new IllegalArgumentException(
                    "flotilla.helmsman.recordings: 0 <= free-to=%d <= free-from=%d <= stop-at=%d <= 100 must hold, and 0 <= quota=%d"
                            .formatted(freeTo, freeFrom, stopAt, quota));
        }
    }
}
