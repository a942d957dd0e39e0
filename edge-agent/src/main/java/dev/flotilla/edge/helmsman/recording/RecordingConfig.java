package dev.flotilla.edge.helmsman.recording;

import dev.flotilla.edge.helmsman.recording.ledger.RecordingFolder;
import dev.flotilla.edge.helmsman.recording.upload.Uploads;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Clips and recordings of this node. */
@ConfigMapping(prefix = "flotilla.helmsman.recordings")
interface RecordingConfig {
    /** Whether this node makes any. */
    @WithDefault("true")
    boolean enabled();

    /** Where they lie, an absolute path that MistServer may write to; empty for a folder of the agent's data. */
    Optional<Path> folder();

    /** Recordings at once. */
    @WithDefault("32")
    int most();

    /** Clips that MistServer writes at a time; others wait. */
    @WithDefault("4")
    int clipsAtOnce();

    /** Media of one clip. */
    @WithDefault("6h")
    Duration longestClip();

    /** How long a stream may be gone before its recording is closed; one that comes back in time goes on in the same. */
    @WithDefault("30s")
    Duration streamGrace();

    /** Between two looks at what MistServer writes. */
    @WithDefault("1s")
    Duration pace();

    /** Percent of the disk, or of the quota, from which local files go that the object storage has, too. */
    @WithDefault("85")
    int freeFrom();

    /** Percent down to which they go. */
    @WithDefault("75")
    int freeTo();

    /** Percent from which nothing is recorded any more. */
    @WithDefault("95")
    int stopAt();

    /** Bytes for clips and recordings; empty for no bound but the disk. */
    Optional<MemorySize> quota();

    /** After which age also those go that are nowhere else; empty for never. */
    Optional<Duration> localAge();

    Upload upload();

    /** To the installation's object storage. */
    interface Upload {
        /** Objects under way at once. */
        @WithDefault("4")
        int most();

        /** When an installation without an object storage is asked again. */
        @WithDefault("5m")
        Duration askAgain();

        /** Whether something is wrong with a node whose recordings are nowhere else. */
        @WithDefault("false")
        boolean required();
    }

    default Thresholds thresholds() {
        return new Thresholds(
                freeFrom(),
                freeTo(),
                stopAt(),
                quota().map(MemorySize::asLongValue).orElse(0L),
                localAge());
    }

    default Uploads.Bounds uploads() {
        if (upload().most() < 1) {
            throw new IllegalArgumentException(
                    "flotilla.helmsman.recordings.upload.most must be above 0: " + upload().most());
        }
        return new Uploads.Bounds(upload().most(), upload().askAgain());
    }

    default RecordingFolder folder(Path data) {
        return new RecordingFolder(folder().orElseGet(() -> data.resolve("recordings"))
                .toAbsolutePath()
                .normalize());
    }

    default Recordings.Bounds bounds() {
        if (most() < 1 || clipsAtOnce() < 1 || pace().isNegative() || pace().isZero()) {
            throw new IllegalArgumentException(
                    "flotilla.helmsman.recordings: most=%d, clips-at-once=%d and pace=%s must be above 0"
                            .formatted(most(), clipsAtOnce(), pace()));
        }
        return new Recordings.Bounds(most(), clipsAtOnce(), longestClip(), streamGrace(), pace());
    }
}
