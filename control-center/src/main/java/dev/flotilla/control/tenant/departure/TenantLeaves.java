package dev.flotilla.control.tenant.departure;

import dev.flotilla.id.TenantId;
import java.time.Duration;

/**
 * What a feature does when a tenant is deleted: a bean of the feature takes away what it keeps of the tenant, a bounded piece at a
 * time. Each piece may be the last before the process dies, and may run twice.
 */
public interface TenantLeaves {
    /** When it is a feature's turn. All of one turn end before the next begins. */
    enum Turn {
        /** What runs ends, and nobody comes in any more. Edges hear of it while their nodes still may. */
        STOP,
        /** The tenant's nodes lose their certificates. */
        CUT,
        /** What is kept goes. */
        ERASE,
        /** The tenant itself goes. */
        CLOSE
    }

    Turn turn();

    /** For operators who look how far it is: what is taken away, in the plural. */
    String what();

    /** Takes some of it away, in transactions of its own and within a minute. Answers how much; 0 when nothing is left. */
    int takeSome(TenantId tenant);

    /** How long something can come in after all had an end, so that it is looked again then. */
    default Duration late() {
        return Duration.ZERO;
    }
}
