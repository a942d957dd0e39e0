package dev.flotilla.control.stream.vod;

import dev.flotilla.control.stream.ShownPolicy;
import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * What a video has beside what every artifact has.
 *
 * @param id that of the artifact
 * @param container "mp4", "matroska" or "mpegts"; empty until it was looked at
 * @param codecs one for each track, video first
 */
@DefaultNonNull
public record VodAsset(
        @Id String id,
        String filename,
        String contentType,
        String description,
        Optional<String> container,
        List<@NonNull String> codecs,
        Optional<Integer> width,
        Optional<Integer> height,
        ShownPolicy policy) {
    public VodAsset {
        codecs = List.copyOf(codecs);
    }
}
