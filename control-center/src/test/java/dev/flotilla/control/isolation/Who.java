package dev.flotilla.control.isolation;

/** Who calls, in the order of the table's columns. */
enum Who {
    ANONYMOUS,
    /** The owner of another tenant. */
    STRANGER,
    VIEWER,
    MEMBER,
    ADMIN,
    OWNER,
    /** Runs the platform, in a tenant of its own. */
    OPERATOR;

    /** Whether the call names things of somebody else's tenant. */
    boolean isFromElsewhere() {
        return this == STRANGER || this == OPERATOR;
    }
}
