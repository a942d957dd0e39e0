package dev.flotilla.control.tenant;

import jakarta.json.bind.annotation.JsonbProperty;
import org.eclipse.microprofile.graphql.DefaultValue;
import org.eclipse.microprofile.graphql.Id;
import org.eclipse.microprofile.graphql.Input;
import org.eclipse.microprofile.graphql.NonNull;
import org.jspecify.annotations.Nullable;

/** What the API takes for tenants. Null is what was not sent. */
public final class TenantInput {
    private TenantInput() {}

    /** What a new tenant needs. */
    @Input("CreateTenantInput")
    public record Create(@NonNull String name) {}

    /** What the caller's tenant is called, and in addresses; null leaves as it is. */
    @Input("UpdateTenantInput")
    public record Update(@Nullable String name, @Nullable String subdomain) {}

    /** A logo: a PNG or JPEG, written in Base64. */
    @Input("SetLogoInput")
    public record UploadedLogo(@NonNull String content) {
        /** Leaves the picture out. */
        @Override
        public String toString() {
            return "UploadedLogo";
        }
    }

    /** How the caller's tenant looks; null leaves as it is, empty is the platform's look. A logo is fetched from its address once. */
    @Input("SetBrandingInput")
    public record Branding(
            @Nullable String name,
            @Nullable String primaryColor,
            @Nullable String accentColor,
            @Nullable String logoUrl) {}

    /** What the platform grants a tenant; null leaves as it is, a negative number is no limit. */
    @Input("SetTenantGrantInput")
    public record Grant(
            @Id @NonNull String tenantId,
            Tenant.@Nullable Tier tier,
            @Nullable Integer streams,
            @Nullable Integer nodes,
            @Nullable Integer clusters,
            @Nullable Integer flows,
            @Nullable Integer viewers) {}

    /** Whom, and why: the tenant reads it. */
    @Input("SuspendTenantInput")
    public record Suspend(
            @Id @NonNull String tenantId, @NonNull String reason) {}

    /**
     * Which tenant is to be deleted, whether its streams are served until then, and in how many days; null is what the
     * installation says.
     */
    @Input("DeleteTenantInput")
    public record Delete(
            @Id @NonNull String tenantId,

            @JsonbProperty("isServed") @DefaultValue("false") @Nullable
            Boolean isServed,

            @Nullable Integer graceDays) {}
}
