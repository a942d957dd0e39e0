package dev.flotilla.control.fleet;

import dev.flotilla.control.certificate.Certificates;
import dev.flotilla.control.tenant.departure.TenantLeaves;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Shuts the nodes of a tenant out that is deleted. That their certificates were taken back is known until those have expired, so
 * that other nodes hear of it.
 */
@ApplicationScoped
class LeavingCertificates implements TenantLeaves {
    private static final int MOST = 100;

    private final Nodes nodes;
    private final Certificates certificates;

    LeavingCertificates(Nodes nodes, Certificates certificates) {
        this.nodes = nodes;
        this.certificates = certificates;
    }

    @Override
    public Turn turn() {
        return Turn.CUT;
    }

    @Override
    public String what() {
        return "certificates";
    }

    /** Also certificates of nodes that are not there any more. */
    @Override
    public int takeSome(TenantId tenant) {
        int some = nodes.revokeSome(tenant, MOST);
        return some > 0 ? some : certificates.revokeAll(tenant);
    }
}
