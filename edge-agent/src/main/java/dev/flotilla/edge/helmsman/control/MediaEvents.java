package dev.flotilla.edge.helmsman.control;

import dev.flotilla.edge.event.Spool;
import dev.flotilla.proto.event.v1.Event;

/**
 * Takes what happened to streams and viewers on this node. What accounts are made from is never dropped: a spool without room
 * for it refuses it, and MistServer is to be told so that it tries again.
 */
public final class MediaEvents {
    private final Spool spool;

    MediaEvents(Spool spool) {
        this.spool = spool;
    }

    /**
     * Keeps the event durably before it returns. The id makes a second call with the same event harmless.
     *
     * @throws dev.flotilla.edge.event.SpoolFailure when there is no room for it, or the disk does not take it; try again later
     */
    public void accept(Event event) {
        if (!event.hasMedia()) {
            throw new IllegalArgumentException(
                    "media is missing in event " + event.getId() + " of type " + event.getType());
        }
        spool.accept(event);
    }

    /** What waits for the control center. */
    public Spool.Counts counts() {
        return spool.counts();
    }

    /** Whether money may depend on it. */
    static boolean isAccounting(Event event) {
        return switch (event.getMedia().getFactCase()) {
            case VIEWER_CONNECT,
                    VIEWER_DISCONNECT,
                    STREAM_END,
                    PUSH_ACCEPTED,
                    PUSH_START,
                    PUSH_END,
                    RECORDING,
                    RECORDING_SEGMENT,
                    ARTIFACT -> true;
            case STREAM_BUFFER, TRACK_LIST, STREAM_UPDATE, CLIENTS, ROUTING, FACT_NOT_SET -> false;
        };
    }
}
