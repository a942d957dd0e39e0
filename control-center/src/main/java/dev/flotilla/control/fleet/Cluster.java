package dev.flotilla.control.fleet;

import dev.flotilla.id.ClusterId;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;

/** Nodes that work together for one region or purpose. */
@DefaultNonNull
public record Cluster(@Id String id, String name, Optional<String> region, Instant createdAt) {
    @Ignore
    public ClusterId clusterId() {
        return new ClusterId(id);
    }
}
