package dev.flotilla.edge.foghorn.relay;

import java.util.Optional;

/** Knows which stream of the control center has a name. */
public interface StreamIds {
    /** The id ("str_...") of the stream with that name within the fleet, if it is known here. Answers from memory. */
    Optional<String> of(String name);
}
