package dev.flotilla.edge.helmsman.recording;

import dev.flotilla.edge.helmsman.mist.MistApi;
import dev.flotilla.edge.helmsman.mist.MistFailure;
import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.recording.ledger.Entry;
import dev.flotilla.edge.helmsman.recording.ledger.IndexPlaylist;
import dev.flotilla.edge.helmsman.recording.ledger.Ledger;
import dev.flotilla.edge.helmsman.recording.ledger.Piece;
import dev.flotilla.edge.helmsman.recording.ledger.RecordingFolder;
import dev.flotilla.edge.helmsman.trigger.Trigger.Written;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.proto.event.v1.Artifact.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Has MistServer write clips, each by an output of its own. For one thread, but {@link #written}. */
final class Clips {
    private static final Logger LOG = Logger.getLogger(Clips.class);
    /** How long MistServer may say nothing of an output that it does not list. */
    private static final long SILENCE_NS = Duration.ofSeconds(15).toNanos();

    private static final int MOST_REMEMBERED = 1_000;

    private static final String SOURCE = "source.m3u8";

    private final MistApi mist;
    private final RecordingFolder folder;
    private final Ledger ledger;
    private final int mostAtOnce;
    private final Map<String, Begun> begun = new HashMap<>();
    private final Map<String, Written> results = new ConcurrentHashMap<>();

    private record Begun(String target, MistStream stream, long startMs, long quietSinceNs) {}

    /** @param mostAtOnce how many MistServer writes at a time */
    Clips(MistApi mist, RecordingFolder folder, Ledger ledger, int mostAtOnce) {
        this.mist = mist;
        this.folder = folder;
        this.ledger = ledger;
        this.mostAtOnce = mostAtOnce;
    }

    /** MistServer has completed a file. For any thread. */
    void written(Written file) {
        if (results.size() < MOST_REMEMBERED
                && file.target().startsWith(folder.root().toString())) {
            results.put(file.target(), file);
        }
    }

    /** The playlist of segments of which the clip is being made; nothing when it is not made of any. */
    Optional<Path> source(ArtifactHash clip) {
        Path source = folder.of(clip).resolve(SOURCE);
        return Files.exists(source) ? Optional.of(source) : Optional.empty();
    }

    /** Does what is due for that clip. */
    void step(Entry clip, MistLook look, char parameterMark) throws MistFailure, IOException {
        Begun present = begun.get(clip.hash().value());
        if (present == null) {
            Optional<Begun> running = running(clip, look);
            if (running.isPresent()) {
                begun.put(clip.hash().value(), running.get());
            } else if (begun.size() < mostAtOnce) {
                begin(clip, look, parameterMark);
            }
            return;
        }
        Path file = folder.first(clip);
        Written result = results.remove(file.toString());
        if (result != null) {
            finish(clip, present, result.mediaMs(), look.nowMs(), result.reason() + ": " + result.detail());
        } else if (look.push(present.stream(), present.target()).isPresent()) {
            boolean isBehind = clip.order().stopMs() < look.nowMs();
            ledger.change(clip.hash(), now -> now.is(isBehind ? Status.STATUS_PROCESSING : Status.STATUS_RECORDING));
            begun.put(clip.hash().value(), quietSince(present, look.nowNs()));
        } else if (look.nowNs() - present.quietSinceNs() > SILENCE_NS) {
            // What told of the end was lost, with this agent or with MistServer.
            long durationMs = clip.order().stopMs() - present.startMs();
            finish(clip, present, Files.exists(file) ? durationMs : 0, look.nowMs(), "MistServer wrote nothing");
        }
    }

    /** Nobody wants it any more. */
    void forget(Entry clip) {
        begun.remove(clip.hash().value());
        results.remove(folder.first(clip).toString());
    }

    /** What an agent before this one began. */
    private Optional<Begun> running(Entry clip, MistLook look) {
        String file = folder.first(clip).toString();
        return look.pushes().stream()
                .filter(push -> push.target().startsWith(file))
                .findFirst()
                .map(push ->
                        new Begun(push.target(), push.stream(), clip.order().startMs(), look.nowNs()));
    }

    private void begin(Entry clip, MistLook look, char parameterMark) throws MistFailure, IOException {
        ClipSource source = ClipSource.choose(
                clip, Optional.ofNullable(look.streams().get(clip.stream())), recordings(clip.stream()), look.nowMs());
        folder.make(clip.hash());
        Path file = folder.first(clip);
        boolean isThere = Files.exists(file);
        switch (source) {
            case ClipSource.Live(long startMs, long stopMs) -> {
                Files.deleteIfExists(file);
                String target = Targets.range(file, startMs, stopMs, parameterMark);
                start(clip, new Begun(target, clip.stream(), startMs, look.nowNs()));
            }
            case ClipSource.Recorded recorded -> {
                Files.deleteIfExists(file);
                String prefix = "../" + recorded.recording() + "/";
                Playlists.write(
                        folder.of(clip.hash()).resolve(SOURCE), IndexPlaylist.of(recorded.pieces(), prefix, true));
                MistStream stream = LocalSources.ofSegments(clip.hash());
                start(clip, new Begun(Targets.whole(file), stream, recorded.startMs(), look.nowNs()));
            }
            case ClipSource.Nothing nothing
            when isThere && clip.status() != Status.STATUS_REQUESTED ->
                // Written before this agent was killed, and nothing is left to make it of anew.
                finish(
                        clip,
                        new Begun("", clip.stream(), clip.order().startMs(), 0),
                        clip.order().stopMs() - clip.order().startMs(),
                        look.nowMs(),
                        nothing.why());
            case ClipSource.Nothing(String why) -> fail(clip, why, look.nowMs());
        }
    }

    private void start(Entry clip, Begun next) throws MistFailure {
        results.remove(folder.first(clip).toString());
        ledger.change(clip.hash(), now -> now.nextRun().is(Status.STATUS_PROCESSING));
        begun.put(clip.hash().value(), next);
        try {
            mist.startPush(next.stream(), next.target());
        } catch (MistFailure failure) {
            begun.remove(clip.hash().value());
            throw failure;
        }
        LOG.infof("stream=%s clip %s is written", clip.stream(), clip.hash());
    }

    private static Begun quietSince(Begun begun, long nowNs) {
        return new Begun(begun.target(), begun.stream(), begun.startMs(), nowNs);
    }

    private Map<ArtifactHash, List<Piece>> recordings(MistStream stream) {
        Map<ArtifactHash, List<Piece>> all = new LinkedHashMap<>();
        for (Entry entry : ledger.entries()) {
            if (!entry.isClip() && entry.stream().fleetName().equals(stream.fleetName())) {
                all.put(
                        entry.hash(),
                        ledger.pieces(entry.hash()).stream()
                                .filter(Piece::isLocal)
                                .toList());
            }
        }
        return all;
    }

    private void finish(Entry clip, Begun how, long mediaMs, long nowMs, String reason) throws IOException {
        Path file = folder.first(clip);
        long bytes = Files.exists(file) ? Files.size(file) : 0;
        if (mediaMs == 0 || bytes == 0) {
            fail(clip, "MistServer found no media in that range (" + reason + ")", nowMs);
            return;
        }
        begun.remove(clip.hash().value());
        Files.deleteIfExists(folder.of(clip.hash()).resolve(SOURCE));
        if (ledger.totals(clip.hash()).pieces() == 0) {
            ledger.add(clip.hash(), Piece.written(0, 0, clip.firstFile(), bytes, mediaMs, how.startMs()));
        }
        ledger.change(clip.hash(), now -> now.ready(nowMs));
        LOG.infof("stream=%s clip %s is ready: %d ms, %d bytes", clip.stream(), clip.hash(), mediaMs, bytes);
    }

    private void fail(Entry clip, String why, long nowMs) throws IOException {
        begun.remove(clip.hash().value());
        folder.remove(clip.hash());
        ledger.change(clip.hash(), now -> now.failed(why, nowMs));
        LOG.warnf("stream=%s clip %s failed: %s", clip.stream(), clip.hash(), why);
    }
}
