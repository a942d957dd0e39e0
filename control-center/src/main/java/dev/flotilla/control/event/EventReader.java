package dev.flotilla.control.event;

import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Event;
import java.util.List;

/** Whoever makes something of events: asked in the transaction that takes them in, so that what is acknowledged counts there too. */
public interface EventReader {
    /**
     * Reads events of a node, some of which may have been read before. Nothing that a node can say makes it throw: a node would
     * deliver such a batch for ever.
     */
    void read(TenantId tenant, NodeId node, List<Event> events);
}
