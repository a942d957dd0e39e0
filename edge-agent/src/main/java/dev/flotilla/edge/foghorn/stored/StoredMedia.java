package dev.flotilla.edge.foghorn.stored;

import dev.flotilla.edge.foghorn.directory.StoredObjects;
import dev.flotilla.edge.foghorn.directory.StoredObjects.Addresses;
import dev.flotilla.edge.foghorn.recent.Recent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Plays clips and recordings from the object storage. What it gives out opens the media to whoever has it, so the caller has
 * looked at the stream's policy. Never blocks; no stage fails, and each is done within half a minute.
 */
public final class StoredMedia {
    private static final Logger LOG = Logger.getLogger(StoredMedia.class);
    private static final int MOST_PLAYLISTS = 64;
    private static final int MOST_FILES = 20_000;
    /** As long as it may take a segment to be seen. */
    private static final Duration LIFE_OF_GROWING = Duration.ofSeconds(2);

    private final StoredObjects objects;
    private final Fetcher fetcher;
    private final InstantSource clock;
    private final Recent<String, Rendered> known;
    private final Map<String, CompletableFuture<Optional<String>>> underWay = new ConcurrentHashMap<>();

    /** Fetches small texts. */
    interface Fetcher {
        /** Fails when there is none, when it is too long, or when it takes too long. */
        CompletionStage<String> fetch(String url);
    }

    private record Rendered(String text, Instant until) {}

    StoredMedia(StoredObjects objects, Fetcher fetcher, InstantSource clock) {
        this.objects = objects;
        this.fetcher = fetcher;
        this.clock = clock;
        this.known = new Recent<>(MOST_PLAYLISTS, Duration.ofDays(1), System::nanoTime);
    }

    /** Where a file is fetched; empty when the control center hands out no address. */
    public CompletionStage<Optional<String>> address(String hash, String file) {
        return objects.addresses(hash, List.of(file))
                .thenApply(given -> given.map(addresses -> addresses.urls().getFirst()));
    }

    /** The playlist of a recording, whose lines are addresses; empty when it cannot be had. */
    public CompletionStage<Optional<String>> playlist(String hash, String file) {
        Rendered before = known.get(hash);
        if (before != null && clock.instant().isBefore(before.until)) {
            return CompletableFuture.completedFuture(Optional.of(before.text));
        }
        CompletableFuture<Optional<String>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<String>> running = underWay.putIfAbsent(hash, mine);
        if (running != null) {
            return running;
        }
        var _ = address(hash, file)
                .thenCompose(url ->
                        url.isEmpty() ? nothing() : fetcher.fetch(url.get()).thenCompose(text -> render(hash, text)))
                .whenComplete((playlist, failure) -> {
                    underWay.remove(hash, mine);
                    if (failure != null) {
                        LOG.warnf("artifact=%s: the playlist in the object storage: %s", hash, words(failure));
                    }
                    mine.complete(failure == null ? playlist : Optional.empty());
                });
        return mine;
    }

    private CompletionStage<Optional<String>> render(String hash, String text) {
        Playlist playlist = Playlist.parse(text);
        List<String> files = playlist.files();
        if (files.size() > MOST_FILES) {
            throw new IllegalArgumentException("it names more than %d files".formatted(MOST_FILES));
        }
        return addresses(hash, files, 0, new HashMap<>(), Instant.MAX).thenApply(found -> {
            found.ifPresent(given -> {
                // Who is given it late must have time to fetch its segments, too.
                Duration half = Duration.between(clock.instant(), given.until).dividedBy(2);
                Duration life = playlist.isComplete() || half.compareTo(LIFE_OF_GROWING) < 0 ? half : LIFE_OF_GROWING;
                known.put(
                        hash,
                        new Rendered(playlist.with(given.urls), clock.instant().plus(life)));
            });
            return found.map(given -> playlist.with(given.urls));
        });
    }

    private record Found(Map<String, String> urls, Instant until) {}

    /** Asks for as many as one question may hold, then for the next ones. */
    private CompletionStage<Optional<Found>> addresses(
            String hash, List<String> files, int from, Map<String, String> urls, Instant until) {
        if (from >= files.size()) {
            return CompletableFuture.completedFuture(Optional.of(new Found(urls, until)));
        }
        List<String> part = files.subList(from, Math.min(files.size(), from + StoredObjects.MOST_FILES));
        return objects.addresses(hash, part).thenCompose(answer -> {
            if (answer.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.<Found>empty());
            }
            Addresses given = answer.get();
            for (int i = 0; i < part.size(); i++) {
                urls.put(part.get(i), given.urls().get(i));
            }
            Instant soonest = given.until().isBefore(until) ? given.until() : until;
            return addresses(hash, files, from + part.size(), urls, soonest);
        });
    }

    private static CompletionStage<Optional<String>> nothing() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    /** Without addresses, which are secrets. */
    private static String words(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String message = String.valueOf(cause.getMessage());
        return message.contains("://") ? cause.getClass().getSimpleName() : message;
    }
}
