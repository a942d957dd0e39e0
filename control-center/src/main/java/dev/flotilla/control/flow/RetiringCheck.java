package dev.flotilla.control.flow;

import dev.flotilla.control.fleet.NodeLifecycles;
import dev.flotilla.control.graphql.Conflict;
import dev.flotilla.control.graphql.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Keeps nodes that still have flows from being retired. */
@ApplicationScoped
class RetiringCheck {
    private final FlowStore store;

    RetiringCheck(FlowStore store) {
        this.store = store;
    }

    void check(@Observes NodeLifecycles.Retiring retiring) {
        int flows = store.ofNodes(List.of(retiring.node())).size();
        if (flows > 0) {
            throw new Refused(new Conflict(
                    "Node '%s' still has %d flows: delete them, or drain it and wait until they have moved."
                            .formatted(retiring.name(), flows)));
        }
    }
}
