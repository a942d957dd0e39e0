package dev.flotilla.control.tenant;

import dev.flotilla.control.graphql.Audited;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;
import org.jspecify.annotations.Nullable;

/** Tenants in the API, for the platform's operator. */
@GraphQLApi
@Audited
public class TenantApi {
    private final Tenants tenants;
    private final TenantStanding standing;
    private final Notices notices;

    TenantApi(Tenants tenants, TenantStanding standing, Notices notices) {
        this.tenants = tenants;
        this.standing = standing;
        this.notices = notices;
    }

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
    public @NonNull Tenant createTenant(TenantInput.@NonNull Create input) {
        return tenants.create(input.name());
    }

    @Mutation("setTenantGrant")
    @Audited(inOneTransaction = false)
    public @NonNull Tenant setTenantGrant(TenantInput.@NonNull Grant input) {
        return standing.grant(input);
    }

    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull Tenant suspendTenant(TenantInput.@NonNull Suspend input) {
        return standing.suspend(input);
    }

    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull Tenant resumeTenant(@Id @NonNull String id) {
        return standing.resume(id);
    }

    /** Deletes a tenant with all that is its own, when its grace is over. */
    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull Tenant deleteTenant(TenantInput.@NonNull Delete input) {
        return notices.give(input, "the platform");
    }

    /** Takes the deletion back, while its grace lasts. */
    @Mutation
    @Audited(inOneTransaction = false)
    public @NonNull Tenant keepTenant(@Id @NonNull String id) {
        return notices.takeBack(id);
    }
}
