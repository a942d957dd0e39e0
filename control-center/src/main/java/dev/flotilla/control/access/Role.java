package dev.flotilla.control.access;

/** What a user is in their tenant. */
public enum Role {
    /** Everything in the tenant. */
    OWNER,
    /** Everything in the tenant but what only owners decide. */
    ADMIN,
    /** Works with flows, and changes nothing about nodes and people. */
    MEMBER,
    /** Reads. */
    VIEWER,
    /** Runs the platform: everything an owner may, and makes tenants. */
    OPERATOR
}
