package dev.flotilla.mist.stream;

import dev.flotilla.mist.config.Json;
import dev.flotilla.mist.stream.Session.Kind;
import dev.flotilla.mist.trigger.Triggers;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;

/** What happens to streams and sessions by itself as time passes. */
final class Lifecycle {
    private final Streams streams;
    private final Triggers triggers;
    private final Watching watching;
    private final Timing timing;
    private final Queue<Ended> ended = new ConcurrentLinkedQueue<>();
    private final ConcurrentMap<String, Boolean> ending = new ConcurrentHashMap<>();

    /** A stream whose STREAM_END is due. */
    private record Ended(LiveStream stream, long viewers, long dueMs) {}

    Lifecycle(Streams streams, Triggers triggers, Watching watching, Timing timing) {
        this.streams = streams;
        this.triggers = triggers;
        this.watching = watching;
        this.timing = timing;
    }

    /** To be called once a second; never waits for a handler. */
    void tick(long nowMs) {
        streams.passSecond(nowMs);
        streams.online().forEach(stream -> advance(stream, nowMs));
        for (Session session : new ArrayDeque<>(streams.sessions())) {
            boolean isIdle =
                    nowMs - session.lastActiveMs() >= timing.untilUserEnd().toMillis();
            if (session.kind() != Kind.INPUT && !session.isHeld() && isIdle) {
                Thread.ofVirtual().start(() -> watching.end(session, nowMs));
            }
        }
        for (Ended next = ended.peek(); next != null && next.dueMs() <= nowMs; next = ended.peek()) {
            ended.remove();
            streamEnd(next);
        }
    }

    private void advance(LiveStream stream, long nowMs) {
        boolean isFile = stream.file().isPresent();
        if (isFile) {
            stream.listed();
            stream.full();
        } else if (!stream.isListed() && hasMedia(stream)) {
            stream.listed();
            tell("LIVE_TRACK_LIST", stream, stream.name() + "\n" + Json.text(Tracks.list()) + "\n");
        } else if (stream.isListed()
                && !stream.isFull()
                && stream.mediaMs(nowMs) >= timing.untilFull().toMillis()) {
            stream.full();
            tell("STREAM_BUFFER", stream, stream.name() + "\nFULL\n" + Json.text(Tracks.health()));
        }
        boolean isWanted = nowMs - stream.idleSinceMs() < timing.untilUnload().toMillis();
        boolean isLive = stream.isReplica()
                ? stream.upstream().orElseThrow().isSending() && isWanted
                : isFile ? isWanted : hasMedia(stream);
        boolean isNew = nowMs - stream.beganMs() < 2_000;
        if (!isLive && !isNew && ending.putIfAbsent(stream.name(), true) == null) {
            Thread.ofVirtual().start(() -> unload(stream, nowMs));
        }
    }

    /** Not yet while the triggers of whoever will send it are under way. */
    private boolean hasMedia(LiveStream stream) {
        return !stream.source().startsWith("push://") || streams.count(stream.name(), Kind.INPUT) > 0;
    }

    private void unload(LiveStream stream, long nowMs) {
        String name = stream.name();
        long viewers = stream.views();
        if (stream.file().isEmpty()) {
            triggers.fire(stream.process(), "STREAM_BUFFER", name, name + "\nEMPTY");
            triggers.fire(stream.process(), "LIVE_TRACK_LIST", name, name + "\n\n");
        }
        triggers.fire(stream.process(), "STREAM_UNLOAD", name, name + "\nBuffer\ncancelable");
        stream.upstream().ifPresent(upstream -> upstream.origin().leave(upstream.session()));
        streams.remove(stream);
        ending.remove(name);
        streams.sessionsOf(name).forEach(session -> session.letGo(nowMs));
        ended.add(new Ended(stream, viewers, nowMs + timing.untilStreamEnd().toMillis()));
    }

    private void streamEnd(Ended end) {
        LiveStream stream = end.stream();
        String body = String.join(
                "\n",
                stream.name(),
                Long.toString(stream.bytesUp()),
                Long.toString(stream.bytesDown()),
                Long.toString(end.viewers()),
                "1",
                Long.toString(stream.outputsSoFar()),
                Long.toString(stream.viewerSeconds()));
        tell("STREAM_END", stream, body);
    }

    private void tell(String trigger, LiveStream stream, String body) {
        Thread.ofVirtual().start(() -> triggers.fire(stream.process(), trigger, stream.name(), body));
    }
}
