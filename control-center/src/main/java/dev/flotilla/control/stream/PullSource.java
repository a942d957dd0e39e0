package dev.flotilla.control.stream;

import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * Where a stream is fetched from.
 *
 * @param address without what grants access there
 * @param isAlwaysOn whether it is fetched though nobody watches
 * @param clusterIds whose nodes may fetch it; empty for all
 */
@DefaultNonNull
public record PullSource(
        String address,
        @Name("isEnabled") boolean isEnabled,
        @Name("isAlwaysOn") boolean isAlwaysOn,
        List<@NonNull String> clusterIds) {
    public PullSource {
        clusterIds = List.copyOf(clusterIds);
    }
}
