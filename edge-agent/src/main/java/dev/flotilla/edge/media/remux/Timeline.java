package dev.flotilla.edge.media.remux;

import java.util.Arrays;

/**
 * Gives frames times that go on evenly, whatever happens to the times they come with: an encoder that starts again, a clock
 * that wraps, a switch to another source. Decides, and does nothing. All times are microseconds.
 */
final class Timeline {
    /** The value of a time that is not known. */
    static final long UNKNOWN = Long.MIN_VALUE;

    /** Tracks of one stream are interleaved more closely than that. */
    private static final long JUMP_US = 5_000_000;

    /** Further back than that, a track begins anew rather than trembles. */
    private static final long BACK_US = 500_000;

    /** What a jump becomes: about the time of a frame. */
    private static final long STEP_US = 40_000;

    private final long startUs;
    private final long[] last;
    private long latest = UNKNOWN;
    private long offset;
    private long offsetBefore;
    private long jumps;

    /** A timeline for that many tracks; the first frame is placed at that time. */
    Timeline(int tracks, long startUs) {
        this.startUs = startUs;
        last = new long[tracks];
        Arrays.fill(last, UNKNOWN);
    }

    /**
     * Places the next frame of a track.
     *
     * @param time when it is to be decoded, or {@link #UNKNOWN}
     * @param tick the least distance between two frames of the track
     */
    long place(int track, long time, long tick) {
        long placed = time == UNKNOWN ? after(track, tick) : fit(track, time);
        if (last[track] != UNKNOWN) {
            placed = Math.max(placed, last[track] + tick);
        }
        placed = Math.max(startUs, placed);
        last[track] = placed;
        latest = latest == UNKNOWN ? placed : Math.max(latest, placed);
        return placed;
    }

    private long after(int track, long tick) {
        return last[track] == UNKNOWN ? Math.max(startUs, latest) : last[track] + tick;
    }

    private long fit(int track, long time) {
        if (latest == UNKNOWN) {
            offset = startUs - time;
            offsetBefore = offset;
        } else if (!isNear(track, time + offset)) {
            if (isNear(track, time + offsetBefore)) {
                // A straggler from before the jump.
                return time + offsetBefore;
            }
            offsetBefore = offset;
            offset = latest + STEP_US - time;
            jumps++;
        }
        return time + offset;
    }

    private boolean isNear(int track, long placed) {
        boolean isForward = last[track] == UNKNOWN || placed > last[track] - BACK_US;
        return isForward && Math.abs(placed - latest) < JUMP_US;
    }

    /** Where a timeline that follows this one begins. */
    long endUs() {
        return latest == UNKNOWN ? startUs : latest + STEP_US;
    }

    /** How often the times that frames came with have jumped. */
    long jumps() {
        return jumps;
    }
}
