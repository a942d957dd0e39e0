package dev.flotilla.edge.helmsman.session;

import dev.flotilla.edge.helmsman.mist.MistClient;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.ViewerDisconnect;

/** What one look shows of a session, over all its connections. */
record Figures(long seconds, long bytesUp, long bytesDown) {
    static Figures of(MistClient client) {
        return new Figures(client.connectedS(), client.bytesUp(), client.bytesDown());
    }

    Figures plus(Figures other) {
        return new Figures(Math.max(seconds, other.seconds), bytesUp + other.bytesUp, bytesDown + other.bytesDown);
    }

    /** The end of the session, if this were the last look at it. */
    Event in(Event soFar, long nowMs) {
        Event.Builder end = soFar.toBuilder().setOccurredAtMs(nowMs);
        ViewerDisconnect.Builder known = end.getMediaBuilder().getViewerDisconnectBuilder();
        known.setSeconds(Math.max(known.getSeconds(), seconds))
                .setBytesUp(Math.max(known.getBytesUp(), bytesUp))
                .setBytesDown(Math.max(known.getBytesDown(), bytesDown));
        return end.build();
    }
}
