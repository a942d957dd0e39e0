package dev.flotilla.edge.foghorn.viewer;

import dev.flotilla.edge.foghorn.balance.Choice;
import dev.flotilla.proto.stream.v1.StreamRecord;
import org.jspecify.annotations.Nullable;

/** What came of a viewer's wish. */
sealed interface Way {
    /**
     * To these nodes.
     *
     * @param ticket what the viewer carries there
     */
    record Open(StreamRecord stream, Choice.Chosen chosen, Ticket ticket) implements Way {}

    /**
     * There is none.
     *
     * @param stream null when it is not known which one
     */
    record Closed(Fault fault, String message, @Nullable StreamRecord stream) implements Way {}
}
