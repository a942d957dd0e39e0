package dev.flotilla.control.access.member;

import dev.flotilla.control.access.Role;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Name;

/** Somebody who may join the tenant with the link in a letter; gone when they did. */
@DefaultNonNull
public record Invitation(
        @Id String id,
        String email,
        Role role,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Name("isExpired") boolean isExpired) {}
