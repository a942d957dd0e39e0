package dev.flotilla.mist.stream;

import dev.flotilla.mist.stream.Session.Kind;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** What is online on one MistServer, who is connected, and the bytes that have passed; at most 20,000 sessions. */
public final class Streams {
    private static final int MOST_SESSIONS = 20_000;

    private final long bytesPerSecond;
    private final Map<String, LiveStream> online = new ConcurrentSkipListMap<>();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicLong bytesUp = new AtomicLong();
    private final AtomicLong bytesDown = new AtomicLong();
    private final Map<Kind, AtomicLong> everCame = new ConcurrentHashMap<>();

    /** @param bytesPerSecond of every stream */
    public Streams(long bytesPerSecond) {
        this.bytesPerSecond = bytesPerSecond;
    }

    public long bytesPerSecond() {
        return bytesPerSecond;
    }

    public Collection<LiveStream> online() {
        return online.values();
    }

    public Optional<LiveStream> find(String name) {
        return Optional.ofNullable(online.get(name));
    }

    /** Whether it was not online already. */
    boolean add(LiveStream stream) {
        return online.putIfAbsent(stream.name(), stream) == null;
    }

    void remove(LiveStream stream) {
        online.remove(stream.name(), stream);
    }

    public Collection<Session> sessions() {
        return sessions.values();
    }

    public Stream<Session> sessionsOf(String stream) {
        return sessions.values().stream().filter(session -> session.stream().equals(stream));
    }

    public Optional<Session> session(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    public long count(Kind kind) {
        return sessions.values().stream()
                .filter(session -> session.kind() == kind)
                .count();
    }

    public long count(String stream, Kind kind) {
        return sessionsOf(stream).filter(session -> session.kind() == kind).count();
    }

    /** Sessions since the start, those that ended included. */
    public long everCame(Kind kind) {
        return everCame.getOrDefault(kind, new AtomicLong()).get();
    }

    public long bytesUp() {
        return bytesUp.get();
    }

    public long bytesDown() {
        return bytesDown.get();
    }

    void add(Session session) {
        if (sessions.size() >= MOST_SESSIONS) {
            throw new IllegalStateException("more than " + MOST_SESSIONS + " sessions");
        }
        sessions.put(session.id(), session);
        everCame.computeIfAbsent(session.kind(), kind -> new AtomicLong()).incrementAndGet();
        find(session.stream()).ifPresent(stream -> stream.came(session.kind()));
    }

    /** Whether it was there. */
    boolean remove(Session session) {
        return sessions.remove(session.id(), session);
    }

    /** One second has passed: everybody who is connected has got a second of media. */
    void passSecond(long nowMs) {
        for (LiveStream stream : online.values()) {
            long viewers = 0;
            long takers = 0;
            for (Session session : sessionsOf(stream.name()).toList()) {
                if (session.kind() == Kind.INPUT) {
                    session.count(0, bytesPerSecond);
                } else if (session.isHeld() || nowMs - session.lastActiveMs() < 2_000) {
                    session.count(bytesPerSecond, 0);
                    viewers += session.kind() == Kind.VIEWER ? 1 : 0;
                    takers++;
                }
            }
            stream.passed(nowMs, viewers, takers, bytesPerSecond);
            bytesDown.addAndGet(bytesPerSecond);
            bytesUp.addAndGet(bytesPerSecond * takers);
        }
    }

    /** As a restart does it. */
    public void forget() {
        online.clear();
        sessions.clear();
        everCame.clear();
        bytesUp.set(0);
        bytesDown.set(0);
    }
}
