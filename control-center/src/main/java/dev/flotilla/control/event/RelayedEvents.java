package dev.flotilla.control.event;

import dev.flotilla.control.certificate.NodeIdentity;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.EventBatch;
import io.grpc.Status;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Events that come by way of a Foghorn: they are those of the node on which they happened, and count once whichever way they came. */
@ApplicationScoped
public class RelayedEvents {
    /** What it needs of whoever knows the nodes. */
    public interface Origins {
        /** Whether that Foghorn may bring what happened on that node. */
        boolean mayBring(NodeIdentity foghorn, NodeId origin);
    }

    private final Events events;
    private final Origins origins;

    RelayedEvents(Events events, Origins origins) {
        this.events = events;
        this.origins = origins;
    }

    /**
     * Takes the events in. Blocks; when it returns they are durable.
     *
     * @return the ids of all, those among them that make no sense here and are kept beside the inbox
     * @throws io.grpc.StatusRuntimeException when none were taken in: PERMISSION_DENIED when the Foghorn has no business with that
     *     node, INVALID_ARGUMENT when they are too many, RESOURCE_EXHAUSTED when they come too fast
     */
    public List<String> accept(NodeIdentity foghorn, NodeId origin, EventBatch batch) {
        EventCheck.check(batch);
        if (!origins.mayBring(foghorn, origin)) {
            throw Status.PERMISSION_DENIED
                    .withDescription("node_id must be a node of the Foghorn's tenant: '%s'".formatted(origin))
                    .asRuntimeException();
        }
        events.record(foghorn.tenant(), origin, batch.getEventsList());
        return batch.getEventsList().stream().map(Event::getId).toList();
    }
}
