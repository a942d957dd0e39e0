package dev.flotilla.control.tenant;

import dev.flotilla.id.TenantId;
import io.smallrye.graphql.api.DefaultNonNull;
import java.time.Instant;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Ignore;

/** A customer of the fleet. */
@DefaultNonNull
public record Tenant(@Id String id, String name, Instant createdAt) {
    @Ignore
    public TenantId tenantId() {
        return new TenantId(id);
    }
}
