package dev.flotilla.edge.helmsman.recording;

import dev.flotilla.edge.event.EventSink;
import dev.flotilla.edge.helmsman.NodeArtifacts;
import dev.flotilla.edge.helmsman.mist.MistApi;
import dev.flotilla.edge.helmsman.mist.MistFailure;
import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.recording.ledger.Entry;
import dev.flotilla.edge.helmsman.recording.ledger.Ledger;
import dev.flotilla.edge.helmsman.recording.ledger.LedgerFailure;
import dev.flotilla.edge.helmsman.recording.ledger.RecordingFolder;
import dev.flotilla.edge.helmsman.trigger.LocalAnswers;
import dev.flotilla.edge.helmsman.trigger.Trigger;
import dev.flotilla.edge.helmsman.trigger.TriggerListener;
import dev.flotilla.edge.node.DiskUse;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.proto.event.v1.Artifact;
import dev.flotilla.proto.event.v1.Artifact.Kind;
import dev.flotilla.proto.event.v1.Artifact.Status;
import dev.flotilla.proto.foghorn.v1.CreateClip;
import dev.flotilla.proto.foghorn.v1.DvrSettings;
import dev.flotilla.proto.foghorn.v1.StartDvr;
import dev.flotilla.proto.foghorn.v1.TriggerAnswer;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The clips and recordings of this node: takes orders, has MistServer carry them out, and tells how they go. Orders are on
 * the disk before they are answered. Owns one thread, which asks MistServer only while something is to be written.
 */
public final class Recordings implements NodeArtifacts, TriggerListener, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Recordings.class);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
    private static final Set<String> CONTAINERS = Set.of("mp4", "mkv", "webm", "ts");

    private final MistApi mist;
    private final Supplier<Character> parameterMark;
    private final RecordingFolder folder;
    private final Ledger ledger;
    private final Bounds bounds;
    private final InstantSource clock;
    private final Dvr dvr;
    private final Clips clips;
    private final Announcer announcer;
    private final Room room;
    private final LocalSources sources;
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("recordings").unstarted(this::run);
    private volatile String problem = "";
    private volatile boolean isClosed;

    /**
     * What it works with.
     *
     * @param parameterMark what stands before parameters in MistServer's targets
     * @param nodeId empty before the node has one
     * @param onChange called when {@link #artifacts} answers something else than before
     */
    public record Parts(
            MistApi mist,
            Supplier<Character> parameterMark,
            RecordingFolder folder,
            Ledger ledger,
            Supplier<String> nodeId,
            EventSink sink,
            Runnable onChange,
            InstantSource clock) {}

    /**
     * How much, and how long.
     *
     * @param most recordings at once
     * @param clipsAtOnce how many clips MistServer writes at a time
     * @param longestClip media of one clip
     * @param streamGrace how long a stream may be gone before its recording is closed
     * @param pace between two looks at MistServer
     */
    public record Bounds(int most, int clipsAtOnce, Duration longestClip, Duration streamGrace, Duration pace) {}

    /** @param disk of the file system on which the folder is */
    public Recordings(Parts parts, Bounds bounds, Thresholds thresholds, Supplier<DiskUse> disk) {
        mist = parts.mist();
        parameterMark = parts.parameterMark();
        folder = parts.folder();
        ledger = parts.ledger();
        clock = parts.clock();
        this.bounds = bounds;
        room = new Room(folder, ledger, thresholds, disk, clock);
        announcer = new Announcer(ledger, parts.nodeId(), parts.sink(), clock, parts.onChange());
        Segments segments = new Segments(folder, ledger, announcer::segment);
        dvr = new Dvr(mist, folder, ledger, segments, bounds.streamGrace());
        clips = new Clips(mist, folder, ledger, bounds.clipsAtOnce());
        sources = new LocalSources(folder, ledger, clips);
    }

    /** Holds the ledger against the folder, and goes on with what was going on. What is to be told is told at once. */
    public void start() throws IOException {
        Reconciliation.of(ledger, folder, clock.millis());
        announcer.tell();
        thread.start();
    }

    /** Records the stream; why not, for people, or empty when it does. One that is recorded already stays so. */
    public Optional<String> start(ArtifactHash hash, MistStream stream, String streamId, DvrSettings settings) {
        List<Entry> going = ledger.entries().stream()
                .filter(entry -> !entry.isClip() && entry.isOpen() && entry.isWanted())
                .toList();
        Optional<Entry> other =
                going.stream().filter(entry -> entry.stream().equals(stream)).findFirst();
        if (other.isPresent()) {
            return other.get().hash().equals(hash)
                    ? Optional.empty()
                    : Optional.of("%s is recorded already, as %s"
                            .formatted(stream, other.get().hash()));
        }
        if (going.size() >= bounds.most()) {
            return Optional.of("this node makes %d recordings already (flotilla.helmsman.recordings.most)"
                    .formatted(going.size()));
        }
        return add(Entry.requested(
                hash,
                Kind.KIND_DVR,
                stream,
                streamId,
                new Entry.Order("", "m3u8", 0, 0, settings.getWindowS(), segmentS(settings)),
                clock.millis()));
    }

    private static int segmentS(DvrSettings settings) {
        return settings.getSegmentS() <= 0 ? 6 : Math.min(settings.getSegmentS(), 60);
    }

    /** Orders a recording by command. */
    public Optional<String> start(StartDvr order) {
        return start(
                new ArtifactHash(order.getHash()), stream(order.getStream()), order.getStreamId(), order.getSettings());
    }

    /** Ends a recording, which then is ready. */
    public Optional<String> stop(ArtifactHash hash) {
        Optional<Entry> entry = ledger.find(hash.value()).filter(found -> !found.isClip());
        if (entry.isEmpty()) {
            return Optional.of("this node has no recording " + hash);
        }
        ledger.change(hash, now -> now.isOpen() ? now.unwanted(now.error()) : now);
        wake.release();
        return Optional.empty();
    }

    /** Orders a clip; why not, for people, or empty when it is taken on. Whether its range is there shows later. */
    public Optional<String> create(CreateClip order) {
        long lengthMs = order.getStopMs() - order.getStartMs();
        if (!CONTAINERS.contains(order.getFormat())) {
            return Optional.of("create_clip.format must be one of mp4, mkv, webm and ts: " + order.getFormat());
        }
        if (order.getStartMs() <= 0 || lengthMs <= 0) {
            return Optional.of("create_clip.stop_ms=%d must be after start_ms=%d"
                    .formatted(order.getStopMs(), order.getStartMs()));
        }
        if (lengthMs > bounds.longestClip().toMillis()
                || order.getStopMs() - clock.millis() > bounds.longestClip().toMillis()) {
            return Optional.of(
                    "create_clip: at most %d minutes, and no further ahead (flotilla.helmsman.recordings.longest-clip)"
                            .formatted(bounds.longestClip().toMinutes()));
        }
        return add(Entry.requested(
                new ArtifactHash(order.getHash()),
                Kind.KIND_CLIP,
                stream(order.getStream()),
                order.getStreamId(),
                new Entry.Order(order.getTitle(), order.getFormat(), order.getStartMs(), order.getStopMs(), 0, 0),
                clock.millis()));
    }

    private Optional<String> add(Entry entry) {
        Optional<String> full = room.refusal();
        if (full.isPresent()) {
            return full;
        }
        try {
            ledger.add(entry);
        } catch (LedgerFailure failure) {
            return Optional.of("the node's disk does not take it: " + failure.getMessage());
        }
        wake.release();
        return Optional.empty();
    }

    /** Frees its bytes on this node. */
    public Optional<String> delete(ArtifactHash hash) {
        ledger.change(hash, now -> now.deleted(clock.millis()));
        wake.release();
        return Optional.empty();
    }

    /** By the fleet's name: what is published to the fleet is {@code live+NAME} to MistServer. */
    private static MistStream stream(String fleetName) {
        return new MistStream(fleetName.indexOf('+') >= 0 ? fleetName : "live+" + fleetName);
    }

    @Override
    public List<Artifact> artifacts() {
        return announcer.artifacts();
    }

    /** What triggers may be answered from here. */
    public LocalAnswers answers() {
        return sources;
    }

    /** Why it cannot go on now, for people; empty when it can. */
    public String problem() {
        return problem;
    }

    @Override
    public void accepted(MistStream stream, TriggerAnswer answer) {
        if (!answer.hasRecording()) {
            return;
        }
        // The disk may take its time, and the publisher must not wait for it.
        Thread.ofVirtual().name("recording-order").start(() -> {
            boolean isGoing = ledger.entries().stream()
                    .anyMatch(entry -> !entry.isClip()
                            && entry.isOpen()
                            && entry.isWanted()
                            && entry.stream().equals(stream));
            if (!isGoing) {
                start(ArtifactHash.at(clock.instant()), stream, answer.getStreamId(), answer.getRecording())
                        .ifPresent(why -> LOG.warnf("stream=%s is not recorded: %s", stream, why));
            }
        });
    }

    @Override
    public void told(Trigger.Notice notice) {
        switch (notice) {
            case Trigger.RecordingEnd end -> {
                clips.written(end.file());
                wake.release();
            }
            case Trigger.RecordingSegment _, Trigger.PushEnd _, Trigger.StreamEnd _ -> wake.release();
            default -> {}
        }
    }

    private void run() {
        while (!isClosed) {
            try {
                var _ = wake.tryAcquire(bounds.pace().toNanos(), TimeUnit.NANOSECONDS);
                wake.drainPermits();
                if (!isClosed) {
                    turn();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failure) {
                say(String.valueOf(failure.getMessage()));
                LOG.debug("recordings stand still for a moment", failure);
            }
        }
    }

    /** Does what is due. */
    private void turn() {
        try {
            if (ledger.entries().stream().anyMatch(this::isWork)) {
                MistLook look = MistLook.at(mist, clock.millis(), System.nanoTime());
                work(look);
            } else {
                say("");
            }
            room.keep();
        } catch (MistFailure | IOException failure) {
            say(String.valueOf(failure.getMessage()));
        } finally {
            announcer.tell();
        }
    }

    /** One that cannot go on holds up none of the others. */
    private void work(MistLook look) {
        String trouble = "";
        for (Entry entry : ledger.entries()) {
            try {
                step(entry, look);
            } catch (MistFailure | IOException failure) {
                trouble = entry.hash() + ": " + failure.getMessage();
            }
        }
        say(trouble);
    }

    private boolean isWork(Entry entry) {
        return entry.isOpen() || (entry.status() == Status.STATUS_DELETED && !room.isEmpty(entry));
    }

    private void step(Entry entry, MistLook look) throws MistFailure, IOException {
        char mark = parameterMark.get();
        if (entry.status() == Status.STATUS_DELETED) {
            remove(entry, look);
        } else if (entry.isOpen() && entry.isClip()) {
            clips.step(entry, look, mark);
        } else if (entry.isOpen()) {
            dvr.step(entry, look, mark);
        }
    }

    /** Whoever writes there must have stopped, or the folder comes back. */
    private void remove(Entry entry, MistLook look) throws MistFailure, IOException {
        String beginning = folder.of(entry.hash()) + "/";
        boolean isWritten = false;
        for (var push : look.pushes()) {
            if (push.target().startsWith(beginning)) {
                mist.stopPush(push.id());
                isWritten = true;
            }
        }
        clips.forget(entry);
        dvr.forget(entry);
        if (!isWritten) {
            room.clear(entry);
        }
    }

    private void say(String trouble) {
        if (!trouble.isEmpty() && !trouble.equals(problem)) {
            LOG.warnf("recordings: %s", trouble);
        }
        problem = trouble;
    }

    @Override
    public void close() {
        isClosed = true;
        wake.release();
        try {
            thread.join(STOP_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
