package dev.flotilla.control.stream.artifact;

import io.smallrye.graphql.api.DefaultNonNull;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Name;

/**
 * How long clips and recordings are kept after their end.
 *
 * @param keepDays as set here; empty when what holds one step above counts: artifact, stream, tenant, installation
 * @param effectiveDays what counts; 0 for ever
 */
@DefaultNonNull
@Name("ArtifactRetention")
public record ShownRetention(Optional<Integer> keepDays, int effectiveDays) {}
