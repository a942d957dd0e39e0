package dev.flotilla.control.tenant;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What holds for every tenant. */
@ConfigMapping(prefix = "flotilla.tenant")
public interface TenantConfig {
    /** The tier of a new tenant. */
    @WithDefault("SELF_HOSTED")
    Tenant.Tier tier();

    /** How long a tenant that is to be deleted is kept, so that this can be taken back. */
    @WithDefault("30d")
    Duration grace();

    /** How long the edges have for ending what a tenant runs, before its nodes' certificates are taken back. */
    @WithDefault("10s")
    Duration settle();
}
