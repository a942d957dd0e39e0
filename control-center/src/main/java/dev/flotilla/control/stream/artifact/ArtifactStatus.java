package dev.flotilla.control.stream.artifact;

import dev.flotilla.proto.event.v1.Artifact.Status;
import java.util.Arrays;
import java.util.Optional;

/** How far an artifact has come. */
public enum ArtifactStatus {
    REQUESTED(0, Status.STATUS_REQUESTED),
    /** Parts of it are there. */
    UPLOADING(0, Status.STATUS_REQUESTED),
    RECORDING(1, Status.STATUS_RECORDING),
    PROCESSING(2, Status.STATUS_PROCESSING),
    READY(3, Status.STATUS_READY),
    FAILED(3, Status.STATUS_FAILED),
    DELETED(4, Status.STATUS_DELETED);

    private final int rank;
    private final Status told;

    ArtifactStatus(int rank, Status told) {
        this.rank = rank;
        this.told = told;
    }

    boolean isFurtherThan(ArtifactStatus other) {
        return rank > other.rank;
    }

    /** As nodes say it. */
    Status told() {
        return told;
    }

    /** Empty for what this control center does not know. */
    static Optional<ArtifactStatus> of(Status told) {
        return Arrays.stream(values()).filter(status -> status.told == told).findFirst();
    }
}
