package dev.flotilla.control.stream;

import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;

/**
 * A secret by which a stream is published, without the secret.
 *
 * @param prefix its first characters
 */
@DefaultNonNull
public record StreamKey(
        @Id String id, @Ignore String ofStream, String name, String prefix, Instant createdAt, String createdBy) {}
