package dev.flotilla.edge.event;

import dev.flotilla.proto.event.v1.Event;

/** Takes what happened on this node and sees to it that the control center learns of it, even much later. */
public interface EventSink {
    /**
     * Spools the event durably before it returns. The id makes a second call with the same event harmless.
     *
     * @throws SpoolFailure when the disk does not take it; try again later
     */
    void accept(Event event);
}
