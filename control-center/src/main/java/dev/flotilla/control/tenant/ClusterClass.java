package dev.flotilla.control.tenant;

/** To whom a cluster belongs, seen from a tenant that uses it. */
public enum ClusterClass {
    /** To the tenant itself. */
    OWN,
    /** To the platform, which lets several tenants in. */
    PLATFORM,
    /** To another tenant, which offers it. */
    MARKET
}
