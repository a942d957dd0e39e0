package dev.flotilla.control.realtime;

import dev.flotilla.id.TenantId;
import java.util.Collection;
import java.util.List;

/** Where facts come from: a log of all replicas, in an order that stays. Each call blocks for a moment. */
public interface FactLog {
    /** The position before which everything is there that will ever be there. Never goes back. */
    Position end();

    /** The first facts of those tenants after a position and before an {@link #end()}, in order. */
    List<Fact> between(Collection<TenantId> tenants, Position after, Position end, int most);

    /** The same of one tenant, for whoever comes back. */
    List<Fact> between(TenantId tenant, Position after, Position end, int most);

    /** Whether facts after that position may be gone. */
    boolean isForgotten(TenantId tenant, Position position);
}
