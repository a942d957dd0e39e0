package dev.flotilla.control.stream;

import io.smallrye.graphql.api.DefaultNonNull;
import java.util.List;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/**
 * Where a stream is fetched from.
 *
 * @param address without what grants access there
 * @param clusterIds whose nodes may fetch it; empty for all
 */
@DefaultNonNull
public record PullSource(String address, @Name("isEnabled") boolean isEnabled, List<@NonNull String> clusterIds) {
    public PullSource {
        clusterIds = List.copyOf(clusterIds);
    }
}
