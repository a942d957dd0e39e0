package dev.flotilla.edge.foghorn;

import dev.flotilla.edge.foghorn.directory.Lookup;
import dev.flotilla.edge.foghorn.directory.StreamDirectory;
import dev.flotilla.proto.stream.v1.StreamRecord;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Streams that a test makes, by their keys; or a control center that does not answer. */
public final class FakeDirectory implements StreamDirectory {
    public final Map<String, StreamRecord> streams = new ConcurrentHashMap<>();
    /** Clips and recordings by playback id. */
    public final Map<String, Lookup.Found> artifacts = new ConcurrentHashMap<>();

    public final AtomicInteger questions = new AtomicInteger();
    public volatile boolean isAway;
    /** What is not there is of tenants that may not use this cluster. */
    public volatile boolean isNotEntitled;
    /** Answers later, on another thread. */
    public volatile boolean isSlow;

    @Override
    public CompletionStage<Lookup> byPlaybackId(String playbackId) {
        Lookup.Found artifact = artifacts.get(playbackId);
        return artifact == null || isAway
                ? find(stream -> stream.getPlaybackId().equals(playbackId))
                : CompletableFuture.completedFuture(artifact);
    }

    @Override
    public boolean remembersPlaybackId(String playbackId) {
        return streams.values().stream()
                .anyMatch(stream -> stream.getPlaybackId().equals(playbackId));
    }

    @Override
    public CompletionStage<Lookup> byName(String name) {
        return find(stream -> stream.getName().equals(name));
    }

    @Override
    public CompletionStage<Lookup> byStreamKey(String streamKey) {
        StreamRecord stream = streams.get(streamKey);
        return find(candidate -> candidate.equals(stream));
    }

    private CompletionStage<Lookup> find(Predicate<StreamRecord> isMeant) {
        questions.incrementAndGet();
        Lookup answer = isAway
                ? new Lookup.Unavailable("the test says so")
                : streams.values().stream()
                        .filter(isMeant)
                        .findFirst()
                        .<Lookup>map(Lookup.Found::new)
                        .orElseGet(() -> new Lookup.Unknown(isNotEntitled));
        return isSlow ? CompletableFuture.supplyAsync(() -> answer) : CompletableFuture.completedFuture(answer);
    }
}
