package dev.flotilla.control.flow;

import dev.flotilla.control.tenant.departure.TenantLeaves;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends the flows of a tenant that is deleted, while its nodes still hear what is wanted of them. */
@ApplicationScoped
class LeavingFlows implements TenantLeaves {
    private static final int MOST = 50;

    private final Flows flows;

    LeavingFlows(Flows flows) {
        this.flows = flows;
    }

    @Override
    public Turn turn() {
        return Turn.STOP;
    }

    @Override
    public String what() {
        return "flows";
    }

    @Override
    public int takeSome(TenantId tenant) {
        return flows.deleteSome(tenant, MOST);
    }
}
