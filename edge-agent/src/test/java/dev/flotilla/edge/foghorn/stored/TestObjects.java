package dev.flotilla.edge.foghorn.stored;

import dev.flotilla.edge.foghorn.directory.StoredObjects;
import java.io.FileNotFoundException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** An object storage in memory. */
public final class TestObjects implements StoredObjects {
    static final Duration LIFE = Duration.ofHours(6);

    public volatile boolean isAway;
    final AtomicInteger fetches = new AtomicInteger();
    volatile Instant now = Instant.ofEpochSecond(1_800_000_000);
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    public void put(String hash, String file, String text) {
        texts.put(hash + '/' + file, text);
    }

    /** What plays from here. */
    public StoredMedia media() {
        return new StoredMedia(this, this::fetch, () -> now);
    }

    @Override
    public CompletionStage<Optional<Addresses>> addresses(String hash, List<String> files) {
        if (files.size() > MOST_FILES) {
            throw new IllegalArgumentException(files.size() + " files in one question");
        }
        return CompletableFuture.completedFuture(
                isAway
                        ? Optional.empty()
                        : Optional.of(new Addresses(
                                files.stream()
                                        .map(file -> "https://objects/%s/%s?sig=1".formatted(hash, file))
                                        .toList(),
                                now.plus(LIFE))));
    }

    private CompletionStage<String> fetch(String url) {
        fetches.incrementAndGet();
        String text = texts.get(url.replace("https://objects/", "").replace("?sig=1", ""));
        return text == null
                ? CompletableFuture.failedFuture(new FileNotFoundException("no " + url))
                : CompletableFuture.completedFuture(text);
    }
}
