package dev.flotilla.edge.foghorn.relay;

import dev.flotilla.proto.event.v1.Place;

/** Knows where addresses are. */
public interface Places {
    /** Where that address is, without the address itself; empty when nobody knows. Answers from memory. */
    Place of(String address);
}
