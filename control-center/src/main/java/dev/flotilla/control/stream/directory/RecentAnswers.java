package dev.flotilla.control.stream.directory;

import dev.flotilla.control.stream.StreamChanges.Change;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.event.v1.Artifact.Status;
import dev.flotilla.proto.stream.v1.ArtifactRecord;
import dev.flotilla.proto.stream.v1.Rejection;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What edges were answered lately, that there is no such stream among it. An answer counts for as long as the changes of streams are
 * heard: at most {@link #TRUST} after a change was committed, on whichever replica, nobody is told what was before. Never
 * waits, and is safe from any thread.
 */
final class RecentAnswers {
    /** How long the last hearing of changes is believed. */
    static final Duration TRUST = Duration.ofSeconds(1);

    private static final Duration IDLE = Duration.ofSeconds(20);
    /** Of what there is, for each of what there is not: that can be made up without end. */
    private static final int SHARE = 4;

    private static final int LONGEST_TEXT = 64;

    /** By what a stream is looked for. */
    enum Kind {
        STREAM_KEY,
        NAME,
        PLAYBACK_ID
    }

    /**
     * What an edge asks.
     *
     * @param host the node whose cluster may serve streams of others, where it is asked about those; null about the tenant's own
     */
    record Question(TenantId tenant, @Nullable NodeId host, Kind kind, String text) {
        /** About the tenant's own streams. */
        Question(TenantId tenant, Kind kind, String text) {
            this(tenant, null, kind, text);
        }

        /** The same about streams of guests of the node's cluster. */
        Question ofGuests(NodeId node) {
            return new Question(tenant, node, kind, text);
        }

        /** Leaves the text out, which may be a stream key. */
        @Override
        public String toString() {
            return kind + " of " + tenant;
        }
    }

    /**
     * The stream; empty when the tenant has none such, or when it is not to be served here.
     *
     * @param artifact what of the stream was asked for, if not the stream itself
     * @param rejection why it is not to be served here
     */
    record Answer(Optional<StreamRecord> stream, Optional<ArtifactRecord> artifact, Rejection rejection) {
        static final Answer NONE = of(Optional.empty());

        Answer(Optional<StreamRecord> stream, Optional<ArtifactRecord> artifact) {
            this(stream, artifact, Rejection.REJECTION_UNSPECIFIED);
        }

        static Answer of(Optional<StreamRecord> stream) {
            return new Answer(stream, Optional.empty());
        }

        static Answer rejected(Rejection why) {
            return new Answer(Optional.empty(), Optional.empty(), why);
        }

        /** Of one that is still being made nobody tells each change. */
        private boolean isLasting() {
            return artifact.map(found -> found.getStatus() == Status.STATUS_READY
                            && !found.getFile().isEmpty())
                    .orElse(true);
        }
    }

    private final RecentMap<Question, Answer> found;
    private final RecentMap<Question, Answer> unknown;
    private final LongSupplier clockNs;
    /** Grows with all that is heard, so that an answer looked up meanwhile is not remembered. */
    private final AtomicLong hearings = new AtomicLong();

    private volatile long heardNs;
    private volatile long askedNs;

    /** @param most how many streams to remember */
    RecentAnswers(int most, LongSupplier clockNs) {
        this.found = new RecentMap<>(most);
        this.unknown = new RecentMap<>(Math.max(1, most / SHARE));
        this.clockNs = clockNs;
        long now = clockNs.getAsLong();
        this.heardNs = now - TRUST.toNanos();
        this.askedNs = now - IDLE.toNanos();
    }

    /** The answer, when it is known. */
    Optional<Answer> recent(Question question) {
        long now = clockNs.getAsLong();
        askedNs = now;
        if (now - heardNs >= TRUST.toNanos()) {
            return Optional.empty();
        }
        Answer stream = found.get(question);
        return Optional.ofNullable(stream == null ? unknown.get(question) : stream);
    }

    /** Looks the answer up, and remembers it unless something changed meanwhile. */
    Answer learn(Question question, Supplier<Answer> look) {
        long before = hearings.get();
        Answer answer = look.get();
        if (question.text().length() <= LONGEST_TEXT && answer.isLasting()) {
            synchronized (this) {
                if (hearings.get() == before) {
                    (answer.stream().isPresent() ? found : unknown).put(question, answer);
                }
            }
        }
        return answer;
    }

    /** Nobody has asked for some while, so nobody needs to hear of changes. */
    boolean isIdle() {
        return clockNs.getAsLong() - askedNs >= IDLE.toNanos();
    }

    /**
     * Hears everything that changed.
     *
     * @param asOfNs when the look at it began, by the same clock
     */
    void hear(List<Change> changes, long asOfNs) {
        if (!changes.isEmpty()) {
            Set<String> streams = changes.stream().map(Change::streamId).collect(Collectors.toSet());
            Set<TenantId> tenants = changes.stream().map(Change::tenant).collect(Collectors.toSet());
            synchronized (this) {
                hearings.incrementAndGet();
                found.removeIf(entry -> entry.getValue().stream()
                        .map(StreamRecord::getId)
                        .filter(streams::contains)
                        .isPresent());
                unknown.removeIf(entry -> entry.getKey().host() != null
                        || tenants.contains(entry.getKey().tenant()));
            }
        }
        heardNs = asOfNs;
    }

    /** Changes may have been missed. */
    synchronized void clear() {
        hearings.incrementAndGet();
        found.clear();
        unknown.clear();
        heardNs = clockNs.getAsLong() - TRUST.toNanos();
    }

    int size() {
        return found.size() + unknown.size();
    }
}
