package dev.flotilla.control.access.factor;

import io.smallrye.graphql.api.DefaultNonNull;
import org.eclipse.microprofile.graphql.Id;

/** Whose second factors are gone. */
@DefaultNonNull
public record ResetDone(@Id String id, String login) {}
