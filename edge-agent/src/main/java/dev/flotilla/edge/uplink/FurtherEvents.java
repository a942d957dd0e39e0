package dev.flotilla.edge.uplink;

import dev.flotilla.edge.event.EventDelivery;
import dev.flotilla.edge.event.Spool;
import java.util.Optional;

/** Events beside those of the node's own spool that a stream to the control center is to carry. */
public interface FurtherEvents {
    /** Where they wait, if there are ever any. */
    Optional<Spool> spool();

    /** Those that one new stream is to carry, if there are ever any. */
    Optional<EventDelivery> delivery();
}
