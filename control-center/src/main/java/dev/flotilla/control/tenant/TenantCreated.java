package dev.flotilla.control.tenant;

import dev.flotilla.id.TenantId;

/**
 * A CDI event in the transaction that makes a tenant, for features that give every new tenant something. Whoever throws takes
 * the tenant back.
 */
public record TenantCreated(TenantId tenant, String name) {}
