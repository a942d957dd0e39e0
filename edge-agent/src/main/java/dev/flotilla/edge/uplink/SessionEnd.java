package dev.flotilla.edge.uplink;

/** Why a stream to the control center is over. */
sealed interface SessionEnd {
    /** It broke, was refused for now, or never came up. Says why, for people. */
    record Lost(String why) implements SessionEnd {}

    /** The control center takes another stream for this node: two machines may hold one identity. */
    record Replaced(String why) implements SessionEnd {}

    /** The node's certificate was revoked. */
    record Revoked(String why) implements SessionEnd {}

    /** This node has a new identity or certificate, and is to call with that. */
    record NewIdentity() implements SessionEnd {}

    /** The agent stops. */
    record Stopped() implements SessionEnd {}
}
