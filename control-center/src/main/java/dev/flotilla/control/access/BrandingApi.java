package dev.flotilla.control.access;

import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.tenant.Tenant;
import dev.flotilla.control.tenant.TenantInput;
import dev.flotilla.control.tenant.TenantStanding;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;

/** How the caller's tenant looks, in the API. Here, because tenants do not know who calls. */
@GraphQLApi
@Audited
public class BrandingApi {
    private final Caller caller;
    private final TenantStanding standing;

    BrandingApi(Caller caller, TenantStanding standing) {
        this.caller = caller;
        this.standing = standing;
    }

    @Mutation("setBranding")
    public @NonNull Tenant setBranding(TenantInput.@NonNull Branding input) {
        return standing.brand(caller.tenant(), input);
    }
}
