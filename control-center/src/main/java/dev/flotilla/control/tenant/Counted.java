package dev.flotilla.control.tenant;

import dev.flotilla.id.TenantId;

/** A feature that knows how much a tenant has of something that it may have only so much of. */
public interface Counted {
    Allowance allowance();

    int present(TenantId tenant);
}
