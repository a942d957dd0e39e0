package dev.flotilla.edge.helmsman.recording;

import dev.flotilla.edge.event.EventSink;
import dev.flotilla.edge.event.SpoolFailure;
import dev.flotilla.edge.helmsman.recording.ledger.Entry;
import dev.flotilla.edge.helmsman.recording.ledger.Ledger;
import dev.flotilla.edge.helmsman.recording.ledger.Piece;
import dev.flotilla.edge.helmsman.recording.ledger.Totals;
import dev.flotilla.id.EventId;
import dev.flotilla.proto.event.v1.Artifact;
import dev.flotilla.proto.event.v1.Event;
import dev.flotilla.proto.event.v1.MediaFact;
import dev.flotilla.proto.event.v1.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Tells of clips and recordings: Foghorns by what {@link #artifacts} answers, the control center by events. Each event is told
 * until it is kept, and its id says which one of its clip or recording it is, so that a kill in between makes no second one.
 */
final class Announcer {
    private static final Logger LOG = Logger.getLogger(Announcer.class);
    private static final long PROGRESS_EVERY_MS = Duration.ofSeconds(30).toMillis();

    private final Ledger ledger;
    private final Supplier<String> nodeId;
    private final EventSink sink;
    private final InstantSource clock;
    private final Runnable onChange;
    private final Map<String, Progress> progress = new HashMap<>();
    private final LongAdder lost = new LongAdder();
    private volatile List<Artifact> present = List.of();

    private record Progress(Totals totals, long atMs) {}

    /**
     * @param nodeId empty before the node has one
     * @param onChange called when {@link #artifacts} answers something else than before
     */
    Announcer(Ledger ledger, Supplier<String> nodeId, EventSink sink, InstantSource clock, Runnable onChange) {
        this.ledger = ledger;
        this.nodeId = nodeId;
        this.sink = sink;
        this.clock = clock;
        this.onChange = onChange;
    }

    /** From memory. */
    List<Artifact> artifacts() {
        return present;
    }

    /** Events of segments that the disk did not take. */
    long lost() {
        return lost.sum();
    }

    /** Tells what is new. For one thread. */
    void tell() {
        List<Entry> entries = ledger.entries();
        List<Artifact> now = entries.stream().map(this::artifact).toList();
        if (!now.equals(present)) {
            present = now;
            onChange.run();
        }
        for (Entry entry : entries) {
            tell(entry);
        }
        progress.keySet().removeIf(hash -> ledger.find(hash).isEmpty());
    }

    private void tell(Entry entry) {
        Ledger.Told told = ledger.told(entry.hash());
        String as = entry.status() + "\n" + entry.error() + "\n" + entry.objectKey();
        Totals totals = ledger.totals(entry.hash());
        long nowMs = clock.millis();
        Progress before = progress.computeIfAbsent(entry.hash().value(), _ -> new Progress(totals, nowMs));
        boolean isProgress = !totals.equals(before.totals()) && nowMs - before.atMs() >= PROGRESS_EVERY_MS;
        if (as.equals(told.as()) && !isProgress) {
            return;
        }
        var fact = fact(entry).setArtifact(artifact(entry));
        String type = entry.isClip() ? "clip_lifecycle" : "dvr_lifecycle";
        String nature = entry.hash() + "\0" + (told.count() + 1);
        try {
            sink.accept(event(type, fact, nature, entry.createdAtMs(), nowMs));
            ledger.told(entry.hash(), new Ledger.Told(told.count() + 1, as));
            progress.put(entry.hash().value(), new Progress(totals, nowMs));
        } catch (SpoolFailure failure) {
            LOG.debugf("%s is told later: %s", entry.hash(), failure.getMessage());
        }
    }

    /** A segment is complete: told once, whatever comes. */
    void segment(Entry entry, Piece piece) {
        var fact = fact(entry);
        fact.getRecordingSegmentBuilder()
                .setPath(entry.hash() + "/" + piece.file())
                .setDurationMs(piece.durationMs())
                .setStartMs(piece.beganAtMs())
                .setEndMs(piece.endedAtMs());
        String nature = entry.hash() + "\0" + piece.file();
        try {
            sink.accept(event("recording_segment", fact, nature, piece.beganAtMs(), piece.endedAtMs()));
        } catch (SpoolFailure failure) {
            lost.increment();
            LOG.debugf("the event of %s/%s is lost: %s", entry.hash(), piece.file(), failure.getMessage());
        }
    }

    private static MediaFact.Builder fact(Entry entry) {
        return MediaFact.newBuilder().setStream(entry.stream().fleetName()).setStreamId(entry.streamId());
    }

    private Event event(String type, MediaFact.Builder fact, String nature, long idMs, long atMs) {
        return Event.newBuilder()
                .setId(EventId.of(Instant.ofEpochMilli(idMs), nodeId.get() + '\0' + type + '\0' + nature)
                        .value())
                .setOccurredAtMs(atMs)
                .setType(type)
                .setSeverity(Severity.SEVERITY_INFO)
                .setMedia(fact)
                .build();
    }

    private Artifact artifact(Entry entry) {
        Totals totals = ledger.totals(entry.hash());
        boolean isHere = totals.local() > 0 && entry.status() != Artifact.Status.STATUS_DELETED;
        return Artifact.newBuilder()
                .setHash(entry.hash().value())
                .setKind(entry.kind())
                .setStatus(entry.status())
                .setTitle(entry.order().title())
                .setFormat(entry.order().format())
                .setCreatedAtMs(entry.createdAtMs())
                .setStartedAtMs(
                        totals.pieces() > 0 ? totals.beganAtMs() : entry.order().startMs())
                .setEndedAtMs(entry.isOpen() ? 0 : totals.endedAtMs())
                .setDurationMs(totals.durationMs())
                .setSizeBytes(totals.bytes())
                .setSegments(totals.pieces())
                .setUploadedSegments(totals.stored())
                .setPath(isHere ? entry.hash() + "/" + entry.firstFile() : "")
                .setObjectKey(entry.objectKey())
                .setError(entry.error())
                .setStream(entry.stream().fleetName())
                .build();
    }
}
