package dev.flotilla.control.graphql;

import io.smallrye.graphql.api.DefaultNonNull;
import org.eclipse.microprofile.graphql.Id;

/** What is left of a thing that was deleted. */
@DefaultNonNull
public record Deleted(@Id String id) {}
