package dev.flotilla.control.graphql;

import io.smallrye.graphql.api.DefaultNonNull;
import java.util.Optional;

/** Whether more follows, and after which cursor. */
@DefaultNonNull
public record PageInfo(boolean hasNextPage, Optional<String> endCursor) {}
