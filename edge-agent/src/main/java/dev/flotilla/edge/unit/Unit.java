package dev.flotilla.edge.unit;

import java.util.Locale;

/** A part of the agent that a node may do without. */
public enum Unit {
    /** The transport engine with its REST API. */
    MROUTE,
    /** The sidecar of the node's MistServer. */
    HELMSMAN,
    /** The load balancer. */
    FOGHORN;

    /** As configuration and inventory name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
