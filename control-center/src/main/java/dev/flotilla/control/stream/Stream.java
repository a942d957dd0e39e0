package dev.flotilla.control.stream;

import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;

/**
 * What is published with a stream key and watched by a playback id.
 *
 * @param name 32 lower-case letters and digits, by which the edges call it
 * @param playbackId 16 letters and digits; upper and lower case are one
 * @param mostViewers empty for no bound
 * @param recording empty when it is not recorded
 * @param pullSource there with the mode PULL alone
 */
@DefaultNonNull
public record Stream(
        @Id String id,
        String title,
        String description,
        String name,
        String playbackId,
        @Name("isSuspended") boolean isSuspended,
        Optional<Integer> mostViewers,
        Optional<Recording> recording,
        ShownPolicy policy,
        IngestMode ingestMode,
        Optional<PullSource> pullSource,
        Instant createdAt,
        Instant updatedAt) {

    /** How far back viewers may go, and how long a segment is. */
    @DefaultNonNull
    @Name("RecordingSettings")
    public record Recording(int windowSeconds, int segmentSeconds) {}
}
