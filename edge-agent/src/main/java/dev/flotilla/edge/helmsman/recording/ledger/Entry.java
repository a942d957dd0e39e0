package dev.flotilla.edge.helmsman.recording.ledger;

import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.proto.event.v1.Artifact.Kind;
import dev.flotilla.proto.event.v1.Artifact.Status;

/**
 * A clip or a recording, without its files.
 *
 * @param streamId the control center's; empty when nobody has said
 * @param order what was wanted of it
 * @param error why it failed or ended early, for people; empty when it did not
 * @param isWanted of a recording: whether it is to go on
 * @param runs how often MistServer was told to write it
 * @param endedAtMs when the last file was complete; 0 before that
 * @param objectKey of the file to begin with, once the object storage holds all of it; empty before
 */
public record Entry(
        ArtifactHash hash,
        Kind kind,
        MistStream stream,
        String streamId,
        Order order,
        long createdAtMs,
        Status status,
        String error,
        boolean isWanted,
        int runs,
        long endedAtMs,
        String objectKey) {
    /**
     * What was wanted.
     *
     * @param format container by its suffix ("mp4"); "m3u8" for a recording
     * @param startMs of the media, milliseconds since 1970; of a clip only
     * @param windowS how far back a recording reaches; 0 for all of it
     */
    public record Order(String title, String format, long startMs, long stopMs, int windowS, int segmentS) {}

    /** A new one, of which nothing is written yet. */
    public static Entry requested(
            ArtifactHash hash, Kind kind, MistStream stream, String streamId, Order order, long nowMs) {
        return new Entry(hash, kind, stream, streamId, order, nowMs, Status.STATUS_REQUESTED, "", true, 0, 0, "");
    }

    public boolean isClip() {
        return kind == Kind.KIND_CLIP;
    }

    /** Whether something of it may still be written. */
    public boolean isOpen() {
        return switch (status) {
            case STATUS_REQUESTED, STATUS_RECORDING, STATUS_PROCESSING -> true;
            case STATUS_READY, STATUS_FAILED, STATUS_DELETED, STATUS_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    /** The file by which whoever plays it begins. */
    public String firstFile() {
        return isClip() ? "clip." + order.format() : "index.m3u8";
    }

    public Entry is(Status next) {
        return with(next, error, isWanted, runs, endedAtMs, objectKey);
    }

    public Entry failed(String why, long nowMs) {
        return with(Status.STATUS_FAILED, why, false, runs, nowMs, objectKey);
    }

    /** All of it is on the disk. */
    public Entry ready(long nowMs) {
        return with(Status.STATUS_READY, error, false, runs, nowMs, objectKey);
    }

    public Entry deleted(long nowMs) {
        return with(Status.STATUS_DELETED, error, false, runs, nowMs, "");
    }

    public Entry unwanted(String why) {
        return with(status, why, false, runs, endedAtMs, objectKey);
    }

    public Entry troubled(String why) {
        return with(status, why, isWanted, runs, endedAtMs, objectKey);
    }

    public Entry nextRun() {
        return with(status, error, isWanted, runs + 1, endedAtMs, objectKey);
    }

    public Entry stored(String key) {
        return with(status, error, isWanted, runs, endedAtMs, key);
    }

    private Entry with(Status next, String why, boolean wanted, int run, long endMs, String key) {
        return new Entry(hash, kind, stream, streamId, order, createdAtMs, next, why, wanted, run, endMs, key);
    }
}
