package dev.flotilla.control.tenant;

import dev.flotilla.id.TenantId;

/** A CDI event after a tenant was made, for features that give every new tenant something. */
public record TenantCreated(TenantId tenant, String name) {}
