package dev.flotilla.edge.helmsman.recording;

import dev.flotilla.edge.helmsman.mist.MistApi;
import dev.flotilla.edge.helmsman.mist.MistFailure;
import dev.flotilla.edge.helmsman.mist.MistPush;
import dev.flotilla.edge.helmsman.recording.ledger.Entry;
import dev.flotilla.edge.helmsman.recording.ledger.Ledger;
import dev.flotilla.edge.helmsman.recording.ledger.RecordingFolder;
import dev.flotilla.proto.event.v1.Artifact.Status;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Keeps recordings going: tells MistServer to write, again in a new run when it ceased to, and closes a recording when it is
 * not wanted any more or its stream is gone. For one thread.
 */
final class Dvr {
    private static final Logger LOG = Logger.getLogger(Dvr.class);
    private static final long FIRST_PAUSE_NS = Duration.ofSeconds(2).toNanos();
    private static final long LONGEST_PAUSE_NS = Duration.ofSeconds(30).toNanos();
    private static final long STEADY_MS = 10_000;
    private static final long STOP_PATIENCE_NS = Duration.ofSeconds(10).toNanos();
    /** Without any segment by then a recording has failed. */
    private static final Duration FIRST_SEGMENT_BY = Duration.ofMinutes(5);

    private final MistApi mist;
    private final RecordingFolder folder;
    private final Ledger ledger;
    private final Segments segments;
    private final Duration streamGrace;
    private final Map<String, Watch> watches = new HashMap<>();

    /** What is remembered of a recording while it goes on. */
    private static final class Watch {
        long startAgainNs;
        long pauseNs = FIRST_PAUSE_NS;
        long absentSinceNs;
        boolean isAbsent;
        long stoppedNs;
        boolean isStopped;
    }

    /** @param streamGrace how long the stream may be gone before the recording is closed */
    Dvr(MistApi mist, RecordingFolder folder, Ledger ledger, Segments segments, Duration streamGrace) {
        this.mist = mist;
        this.folder = folder;
        this.ledger = ledger;
        this.segments = segments;
        this.streamGrace = streamGrace;
    }

    /** Does what is due for that recording. */
    void step(Entry entry, MistLook look, char parameterMark) throws MistFailure, IOException {
        Watch watch = watches.computeIfAbsent(entry.hash().value(), _ -> new Watch());
        Optional<MistPush> push =
                entry.runs() == 0 ? Optional.empty() : look.push(entry.stream(), target(entry, parameterMark));
        takeSegments(entry);
        if (!entry.isWanted()) {
            stop(entry, push, watch, look);
        } else if (push.isPresent()) {
            goesOn(entry, push.get(), watch);
        } else if (look.isOn(entry.stream())) {
            watch.isAbsent = false;
            startWhenDue(entry, watch, look, parameterMark);
        } else {
            waitForStream(entry, watch, look);
        }
    }

    /** Nobody wants it any more. */
    void forget(Entry entry) {
        watches.remove(entry.hash().value());
        segments.closed(entry);
    }

    private String target(Entry entry, char parameterMark) {
        return Targets.recording(
                folder.of(entry.hash()), entry.runs() - 1, entry.order().segmentS(), parameterMark);
    }

    private void takeSegments(Entry entry) throws IOException {
        if (segments.take(entry)) {
            segments.slide(entry);
            segments.index(entry);
        }
    }

    private void goesOn(Entry entry, MistPush push, Watch watch) {
        watch.isAbsent = false;
        if (push.activeMs() > STEADY_MS) {
            watch.pauseNs = FIRST_PAUSE_NS;
        }
        ledger.change(entry.hash(), now -> now.is(Status.STATUS_RECORDING));
    }

    private void startWhenDue(Entry entry, Watch watch, MistLook look, char parameterMark)
            throws MistFailure, IOException {
        if (watch.startAgainNs != 0 && look.nowNs() - watch.startAgainNs < 0) {
            return;
        }
        if (isHopeless(entry, look)) {
            close(entry, look, "MistServer wrote nothing within " + FIRST_SEGMENT_BY.toMinutes() + " minutes");
            return;
        }
        folder.make(entry.hash());
        // The run counts before it begins: another one never writes over its files.
        ledger.change(entry.hash(), Entry::nextRun);
        Entry next = ledger.find(entry.hash().value()).orElse(entry);
        mist.startPush(entry.stream(), target(next, parameterMark));
        LOG.infof("stream=%s is recorded as %s, run %d", entry.stream(), entry.hash(), next.runs() - 1);
        watch.startAgainNs = look.nowNs() + watch.pauseNs;
        watch.pauseNs = Math.min(LONGEST_PAUSE_NS, watch.pauseNs * 2);
    }

    private boolean isHopeless(Entry entry, MistLook look) {
        return ledger.totals(entry.hash()).pieces() == 0
                && entry.runs() > 1
                && look.nowMs() - entry.createdAtMs() > FIRST_SEGMENT_BY.toMillis();
    }

    private void waitForStream(Entry entry, Watch watch, MistLook look) throws IOException {
        if (!watch.isAbsent) {
            watch.isAbsent = true;
            watch.absentSinceNs = look.nowNs();
        } else if (look.nowNs() - watch.absentSinceNs > streamGrace.toNanos()) {
            close(entry, look, "the stream " + entry.stream() + " sent nothing that could be recorded");
        }
    }

    private void stop(Entry entry, Optional<MistPush> push, Watch watch, MistLook look)
            throws MistFailure, IOException {
        if (push.isPresent()) {
            if (!watch.isStopped || look.nowNs() - watch.stoppedNs > STOP_PATIENCE_NS) {
                watch.isStopped = true;
                watch.stoppedNs = look.nowNs();
                mist.stopPush(push.get().id());
            }
            return;
        }
        close(entry, look, "nothing was written before it was stopped");
    }

    private void close(Entry entry, MistLook look, String whyEmpty) throws IOException {
        takeSegments(entry);
        boolean isEmpty = ledger.totals(entry.hash()).pieces() == 0;
        ledger.change(entry.hash(), now -> {
            if (isEmpty) {
                return now.failed(now.error().isEmpty() ? whyEmpty : now.error(), look.nowMs());
            }
            return now.ready(look.nowMs());
        });
        Entry closed = ledger.find(entry.hash().value()).orElse(entry);
        segments.index(closed);
        segments.closed(closed);
        watches.remove(entry.hash().value());
        LOG.infof(
                "stream=%s recording %s is over: %d segments",
                entry.stream(), entry.hash(), ledger.totals(entry.hash()).pieces());
    }
}
