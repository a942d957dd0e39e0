package dev.flotilla.control.tenant;

import dev.flotilla.id.TenantId;

/** A CDI event in the transaction that suspends a tenant, ends that, or changes what its viewers may. */
public record TenantChanged(TenantId tenant) {}
