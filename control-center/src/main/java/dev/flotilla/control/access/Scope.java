package dev.flotilla.control.access;

/** What an API token may be used for. A token never exceeds the role of its user, whatever its scopes are. */
public enum Scope {
    /** Clusters, nodes, bootstrap tokens. */
    FLEET_READ,
    FLEET_WRITE,
    /** Flows. */
    FLOW_READ,
    FLOW_WRITE,
    /** Streams with their keys, targets, policies and recordings; signing keys. */
    STREAM_READ,
    STREAM_WRITE,
    /** What happened in the fleet. */
    EVENT_READ,
    /** Members, invitations, API tokens, and the audit log. */
    ACCOUNT_READ,
    ACCOUNT_WRITE,
    /** What only the platform's operator may: tenants. */
    PLATFORM_READ,
    PLATFORM_WRITE
}
