package dev.flotilla.control.stream;

import dev.flotilla.control.tenant.departure.TenantLeaves;
import dev.flotilla.control.tenant.departure.TenantRows;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Takes the streams of a tenant away that is deleted, with their keys, clips and recordings. */
@ApplicationScoped
class LeavingStreams implements TenantLeaves {
    private final TenantRows rows;

    LeavingStreams(TenantRows rows) {
        this.rows = rows;
    }

    @Override
    public Turn turn() {
        return Turn.ERASE;
    }

    @Override
    public String what() {
        return "streams and artifacts";
    }

    @Override
    public int takeSome(TenantId tenant) {
        return rows.takeSome(tenant, "stream", Set.of());
    }
}
