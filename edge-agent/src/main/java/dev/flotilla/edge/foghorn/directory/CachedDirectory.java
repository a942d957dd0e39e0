package dev.flotilla.edge.foghorn.directory;

import dev.flotilla.proto.stream.v1.StreamChange;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The directory in memory. Stream keys are held as their SHA-256 alone. */
final class CachedDirectory implements StreamDirectory, StreamChanges {
    private final CenterLine line;
    private final LookupCache playbackIds;
    private final LookupCache names;
    private final LookupCache keys;
    private final AtomicLong version = new AtomicLong();
    private volatile Consumer<StreamChange> listener = change -> {};

    CachedDirectory(CenterLine line, CacheBounds bounds, LongSupplier nowNs) {
        this.line = line;
        this.playbackIds = new LookupCache(line, bounds, true, nowNs);
        this.names = new LookupCache(line, bounds, true, nowNs);
        this.keys = new LookupCache(line, bounds, false, nowNs);
    }

    @Override
    public CompletionStage<Lookup> byPlaybackId(String playbackId) {
        return playbackIds.get(playbackId, () -> {
            long changesBefore = names.changes();
            return line.byPlaybackId(playbackId).thenApply(found -> {
                if (found instanceof Lookup.Found(StreamRecord stream, var _)) {
                    names.learn(stream.getName(), stream, changesBefore);
                    version.incrementAndGet();
                }
                return found;
            });
        });
    }

    @Override
    public boolean remembersPlaybackId(String playbackId) {
        return playbackIds.remembers(playbackId);
    }

    @Override
    public CompletionStage<Lookup> byName(String name) {
        return names.get(name, () -> {
            long changesBefore = playbackIds.changes();
            return line.byName(name).thenApply(found -> {
                if (found instanceof Lookup.Found(StreamRecord stream, var _)) {
                    playbackIds.learn(stream.getPlaybackId(), stream, changesBefore);
                    version.incrementAndGet();
                }
                return found;
            });
        });
    }

    @Override
    public CompletionStage<Lookup> byStreamKey(String streamKey) {
        return keys.get(sha256(streamKey), () -> {
            long namesBefore = names.changes();
            long playbackIdsBefore = playbackIds.changes();
            return line.byStreamKey(streamKey).thenApply(found -> {
                // Who was admitted as a publisher will be watched.
                if (found instanceof Lookup.Found(StreamRecord stream, var _)) {
                    names.learn(stream.getName(), stream, namesBefore);
                    playbackIds.learn(stream.getPlaybackId(), stream, playbackIdsBefore);
                    version.incrementAndGet();
                }
                return found;
            });
        });
    }

    void forget(StreamChange change) {
        BiPredicate<String, StreamRecord> isMeant =
                (key, stream) -> stream.getId().equals(change.getStreamId())
                        || key.equals(change.getName())
                        || key.equals(change.getPlaybackId());
        playbackIds.forget(isMeant);
        names.forget(isMeant);
        keys.forget(isMeant);
        version.incrementAndGet();
        listener.accept(change);
    }

    @Override
    public void onChange(Consumer<StreamChange> newListener) {
        listener = newListener;
    }

    void suspectAll() {
        playbackIds.suspectAll();
        names.suspectAll();
        keys.suspectAll();
    }

    void restore(Collection<StreamRecord> streams) {
        for (StreamRecord stream : streams) {
            names.restore(stream.getName(), stream);
            playbackIds.restore(stream.getPlaybackId(), stream);
        }
    }

    /** The id of a stream, if it is remembered by that name, however long ago that was. */
    Optional<String> idOf(String name) {
        return names.remembered(name).map(StreamRecord::getId);
    }

    /** Changes with what is known. */
    long version() {
        return version.get();
    }

    List<StreamRecord> streams() {
        return names.streams();
    }

    private static String sha256(String streamKey) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(streamKey.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", impossible);
        }
    }
}
