package dev.flotilla.control.access;

import dev.flotilla.control.graphql.Audited;
import dev.flotilla.control.tenant.Counted;
import dev.flotilla.control.tenant.Looks;
import dev.flotilla.control.tenant.Tenant;
import dev.flotilla.control.tenant.TenantInput;
import dev.flotilla.control.tenant.TenantUse;
import dev.flotilla.control.tenant.Tenants;
import io.quarkus.arc.All;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Mutation;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Query;

/** What the caller's tenant is called, how it looks and what it uses, in the API. Here, because tenants do not know who calls. */
@GraphQLApi
@Audited
public class TenantSettingsApi {
    private final Caller caller;
    private final Tenants tenants;
    private final Looks looks;
    private final List<Counted> counted;

    TenantSettingsApi(Caller caller, Tenants tenants, Looks looks, @All List<Counted> counted) {
        this.caller = caller;
        this.tenants = tenants;
        this.looks = looks;
        this.counted = counted.stream()
                .sorted(Comparator.comparing(Counted::allowance))
                .toList();
    }

    @Query
    public @NonNull List<@NonNull TenantUse> tenantUse() {
        Tenant tenant = tenants.get(caller.tenant());
        return counted.stream()
                .map(feature -> new TenantUse(
                        feature.allowance(),
                        feature.present(caller.tenant()),
                        feature.allowance().limitOf(tenant)))
                .toList();
    }

    @Mutation
    public @NonNull Tenant updateTenant(TenantInput.@NonNull Update input) {
        return looks.rename(caller.tenant(), input);
    }

    @Mutation("setBranding")
    @Audited(inOneTransaction = false)
    public @NonNull Tenant setBranding(TenantInput.@NonNull Branding input) {
        return looks.brand(caller.tenant(), input);
    }

    /** An empty logoUrl of setBranding takes it away. */
    @Mutation("setLogo")
    public @NonNull Tenant setLogo(TenantInput.@NonNull UploadedLogo input) {
        return looks.setLogo(caller.tenant(), input);
    }
}
