package dev.flotilla.edge.helmsman.recording;

import dev.flotilla.edge.node.DiskUse;

/**
 * How full the place for recordings is.
 *
 * @param used bytes, of everybody on that file system or of recordings, whichever is nearer to its bound
 * @param total bytes; 0 when that is not known
 * @param what "disk" or "quota"
 */
record DiskShare(long used, long total, String what) {
    /** @param quota bytes for recordings; 0 for no bound but the disk */
    static DiskShare of(DiskUse disk, long recordings, long quota) {
        DiskShare ofDisk = new DiskShare(disk.usedBytes(), disk.usedBytes() + disk.usableBytes(), "disk");
        DiskShare ofQuota = new DiskShare(recordings, quota, "quota");
        return quota > 0 && ofQuota.percent() > ofDisk.percent() ? ofQuota : ofDisk;
    }

    double percent() {
        return total <= 0 ? 0 : 100.0 * used / total;
    }

    /** How many bytes must go until no more than that share is used. */
    long above(int percent) {
        return total <= 0 ? 0 : Math.max(0, used - total / 100 * percent);
    }
}
