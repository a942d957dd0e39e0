package dev.flotilla.control.stream;

import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;
import org.eclipse.microprofile.graphql.Name;

/**
 * Where a stream is pushed on to.
 *
 * @param address without what grants access there
 */
@DefaultNonNull
public record PushTarget(
        @Id String id,
        @Ignore String ofStream,
        String name,
        String address,
        @Name("isEnabled") boolean isEnabled,
        Instant createdAt) {}
