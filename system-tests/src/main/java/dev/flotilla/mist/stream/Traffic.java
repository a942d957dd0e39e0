package dev.flotilla.mist.stream;

import dev.flotilla.mist.config.Configuration;
import dev.flotilla.mist.stream.Session.Kind;
import dev.flotilla.mist.trigger.Triggers;
import java.net.InetAddress;
import java.time.Clock;

/** Everybody who sends streams to one MistServer, or takes them from it. */
public final class Traffic implements Neighbour {
    private final Streams streams;
    private final Publishing publishing;
    private final Watching watching;
    private final Lifecycle lifecycle;
    private final Loading loading;
    private final Clock clock;

    public Traffic(
            Configuration configuration,
            Streams streams,
            Triggers triggers,
            InetAddress address,
            Neighbour.Directory neighbours,
            boolean isFork,
            Timing timing,
            Clock clock) {
        this.streams = streams;
        this.clock = clock;
        loading = new Loading(configuration, streams, triggers, address, neighbours);
        publishing = new Publishing(streams, triggers, loading, isFork);
        watching = new Watching(streams, triggers, loading);
        lifecycle = new Lifecycle(streams, triggers, watching, timing);
    }

    /**
     * An encoder comes; it sends until {@link #unpublish}.
     *
     * @param key the last part of what the encoder was told
     */
    public Session publish(Visitor encoder, String key) throws Denied {
        return publishing.begin(encoder, key, clock.millis());
    }

    public void unpublish(Session session) {
        publishing.end(session, clock.millis());
    }

    /** The stream as it is on now, or comes on because an output wants it. */
    public LiveStream load(String stream) throws Denied {
        return streams.find(stream).isPresent() ? streams.find(stream).get() : loading.toPlay(stream, clock.millis());
    }

    /** One request of a viewer, whose connection ends with it. */
    public Session request(String requested, Visitor viewer) throws Denied {
        Session session = watching.request(requested, viewer, clock.millis());
        Thread.ofVirtual().start(() -> watching.closeConnection(session));
        return session;
    }

    /** A viewer who stays, without moving bytes, until {@link #leave}. */
    public Session watch(String requested, Visitor viewer) throws Denied {
        Session session = request(requested, viewer);
        session.hold();
        return session;
    }

    @Override
    public Session take(String stream, String from) throws Denied {
        return watching.replicate(stream, from, clock.millis());
    }

    /** Its session ends some seconds later, when MistServer has noticed. */
    @Override
    public void leave(Session session) {
        session.letGo(clock.millis());
    }

    @Override
    public boolean isSending(String stream) {
        return streams.find(stream).isPresent();
    }

    public void invalidate(String stream) {
        watching.invalidate(stream, clock.millis());
    }

    /** Throws a session out at once. */
    public void stop(Session session) {
        if (session.kind() == Kind.INPUT) {
            publishing.end(session, clock.millis());
        } else {
            watching.end(session, clock.millis());
        }
    }

    /** Throws everybody out who has to do with a stream, its publisher included. */
    public void stopAll(String stream) {
        streams.sessionsOf(stream).toList().forEach(this::stop);
    }

    /** To be called once a second. */
    public void tick() {
        lifecycle.tick(clock.millis());
    }
}
