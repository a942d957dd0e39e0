package dev.flotilla.control.flow;

import dev.flotilla.id.NodeId;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

/** A live stream's way through one node, as the API shows it. Passphrases are never part of it. */
@DefaultNonNull
public record Flow(
        @Id String id,
        @Ignore NodeId onNode,
        String name,
        String description,
        FlowOrigin origin,
        boolean running,
        List<@NonNull Source> sources,
        List<@NonNull Output> outputs,
        Optional<String> notApplied,
        @Name("isApplied") boolean isApplied,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt) {

    /** Where the stream comes from. */
    @DefaultNonNull
    public record Source(
            String name,
            String description,
            Transport transport,
            String address,
            int port,
            Optional<Integer> latencyMs,
            @Name("isEncrypted") boolean isEncrypted,
            Optional<String> streamId,
            @Name("interface") Optional<String> network) {}

    /** Where the stream goes. */
    @DefaultNonNull
    public record Output(
            String name,
            String description,
            @Name("isEnabled") boolean isEnabled,
            Transport transport,
            String address,
            int port,
            Optional<Integer> latencyMs,
            @Name("isEncrypted") boolean isEncrypted,
            Optional<String> streamId,
            @Name("interface") Optional<String> network,
            Optional<Integer> ttl,
            Optional<Integer> smoothingMs) {}
}
