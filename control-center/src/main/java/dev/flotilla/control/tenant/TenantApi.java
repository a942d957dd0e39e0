package dev.flotilla.control.tenant;

import dev.flotilla.control.graphql.Audited;
import java.util.List;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

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

    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull Tenant createTenant(@NonNull CreateTenant input) {
        return tenants.create(input.name());
    }
}
