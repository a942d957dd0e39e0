package dev.flotilla.control.tenant;

import dev.flotilla.control.graphql.Audited;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** Tenants in the API, for the platform's operator. */
@GraphQLApi
@Audited
public class TenantApi {
    private final Tenants tenants;

    TenantApi(Tenants tenants) {
        this.tenants = tenants;
    }

    /** What a new tenant needs. */
    @Input("CreateTenantInput")
    public record CreateTenant(@NonNull String name) {}

    @Query
    public @NonNull List<@NonNull Tenant> tenants() {
        return tenants.all();
    }

    /** Oldest first. */
    @Query
    public @NonNull TenantConnection tenantsConnection(@DefaultValue("50") int first, @Nullable String after) {
        return TenantConnection.of(tenants.page(first, Optional.ofNullable(after)), tenants.count());
    }

    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull Tenant createTenant(@NonNull CreateTenant input) {
        return tenants.create(input.name());
    }
}
