package dev.flotilla.control.access;

import dev.flotilla.control.tenant.Tenant;
import io.smallrye.graphql.api.DefaultNonNull;
import org.eclipse.microprofile.graphql.Id;

/**
 * The caller, as they see themselves.
 *
 * @param mustAddSecondFactor whether the tenant lets them do nothing else before
 */
@DefaultNonNull
public record Me(
        @Id String id,
        String login,
        String displayName,
        Role role,
        Tenant tenant,
        boolean mustChangePassword,
        boolean mustAddSecondFactor) {}
