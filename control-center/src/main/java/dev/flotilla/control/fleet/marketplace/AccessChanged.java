package dev.flotilla.control.fleet.marketplace;

import dev.flotilla.id.TenantId;
import java.util.Optional;

/**
 * A CDI event in the transaction that changes which clusters of others serve a tenant.
 *
 * @param by whose transaction it is
 * @param guest whose streams may be served elsewhere now, or not any more; empty for those of every tenant
 */
public record AccessChanged(TenantId by, Optional<TenantId> guest) {}
