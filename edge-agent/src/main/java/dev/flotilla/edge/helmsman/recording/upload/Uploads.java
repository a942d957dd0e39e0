package dev.flotilla.edge.helmsman.recording.upload;

import dev.flotilla.edge.helmsman.recording.ledger.Entry;
import dev.flotilla.edge.helmsman.recording.ledger.IndexPlaylist;
import dev.flotilla.edge.helmsman.recording.ledger.Ledger;
import dev.flotilla.edge.helmsman.recording.ledger.Piece;
import dev.flotilla.edge.helmsman.recording.ledger.RecordingFolder;
import dev.flotilla.edge.helmsman.recording.ledger.Totals;
import dev.flotilla.proto.event.v1.Artifact.Status;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jboss.logging.Logger;

/**
 * Brings what the ledger holds to the object storage. What is missing there is the backlog, so it outlives the agent, and the
 * control center's absence. Owns one thread, and one more for each object that is under way.
 */
public final class Uploads implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Uploads.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final long FIRST_PAUSE_MS = 1_000;
    private static final long LONGEST_PAUSE_MS = 60_000;
    private static final long REFUSED_PAUSE_NS = Duration.ofMinutes(10).toNanos();
    /** A growing playlist is written anew at most so often. */
    private static final long PLAYLIST_EVERY_NS = Duration.ofSeconds(10).toNanos();

    private final Ledger ledger;
    private final RecordingFolder folder;
    private final Storage storage;
    private final ObjectWriter writer;
    private final Bounds bounds;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final Map<String, Long> refusedNs = new ConcurrentHashMap<>();
    private final Map<String, Listed> listed = new ConcurrentHashMap<>();
    private final LongAdder uploaded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final Thread thread = Thread.ofVirtual().name("uploads").unstarted(this::run);
    private volatile long pausedUntilNs = System.nanoTime();
    private volatile long pauseMs = FIRST_PAUSE_MS;
    private volatile String problem = "";
    private volatile boolean hasStorage = true;
    private volatile boolean isClosed;

    /**
     * How much at once, and how often.
     *
     * @param most objects under way
     * @param askAgain after an installation said that it has no object storage
     */
    public record Bounds(int most, Duration askAgain) {}

    /** What the playlist that the storage has lists. */
    private record Listed(int stored, long atNs) {}

    /** Something to be written. */
    private record Job(Entry entry, String file, BodyPublisher body, Done done) {
        String key() {
            return entry.hash() + "/" + file;
        }
    }

    private interface Done {
        void as(String objectKey);
    }

    public Uploads(Ledger ledger, RecordingFolder folder, Storage storage, ObjectWriter writer, Bounds bounds) {
        this.ledger = ledger;
        this.folder = folder;
        this.storage = storage;
        this.writer = writer;
        this.bounds = bounds;
    }

    public void start() {
        thread.start();
    }

    /** Objects that the storage has got since the start. */
    public long uploaded() {
        return uploaded.sum();
    }

    /** Attempts that failed since the start. */
    public long failed() {
        return failed.sum();
    }

    /** Whether there is an object storage, as far as is known. */
    public boolean hasStorage() {
        return hasStorage;
    }

    /** Why nothing goes there now, for people; empty when nothing is in the way. */
    public String problem() {
        return problem;
    }

    private void run() {
        while (!isClosed) {
            try {
                if (System.nanoTime() - pausedUntilNs >= 0) {
                    begin();
                }
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException closed) {
                return;
            } catch (RuntimeException failure) {
                pause("uploads stand still: " + failure.getMessage());
            }
        }
    }

    private void begin() {
        for (Entry entry : ledger.entries()) {
            if (underWay.size() >= bounds.most()) {
                return;
            }
            if (isWanted(entry)) {
                for (Job job : jobs(entry)) {
                    if (underWay.size() < bounds.most() && underWay.add(job.key())) {
                        Thread.ofVirtual().name("upload").start(() -> carry(job));
                    }
                }
            }
        }
    }

    private boolean isWanted(Entry entry) {
        boolean isComplete =
                entry.status() == Status.STATUS_READY && !entry.objectKey().isEmpty();
        Long refused = refusedNs.get(entry.hash().value());
        return !isComplete
                && !entry.streamId().isEmpty()
                && (entry.status() == Status.STATUS_RECORDING || entry.status() == Status.STATUS_READY)
                && ledger.totals(entry.hash()).pieces() > 0
                && (refused == null || System.nanoTime() - refused > REFUSED_PAUSE_NS);
    }

    private List<Job> jobs(Entry entry) {
        Totals totals = ledger.totals(entry.hash());
        List<Piece> pieces = ledger.pieces(entry.hash());
        List<Job> jobs = new ArrayList<>();
        for (Piece piece : pieces) {
            if (jobs.size() < bounds.most()
                    && !piece.isStored()
                    && piece.isLocal()
                    && !underWay.contains(entry.hash() + "/" + piece.file())) {
                piece(entry, piece, jobs);
            }
        }
        if (!entry.isClip() && jobs.isEmpty() && isPlaylistDue(entry, totals)) {
            jobs.add(playlist(entry, totals, pieces));
        }
        return jobs;
    }

    private void piece(Entry entry, Piece piece, List<Job> jobs) {
        Path file = folder.of(entry.hash()).resolve(piece.file());
        try {
            jobs.add(new Job(entry, piece.file(), BodyPublishers.ofFile(file), key -> {
                ledger.stored(entry.hash(), piece.number());
                if (entry.isClip()) {
                    ledger.change(entry.hash(), now -> now.stored(key));
                }
            }));
        } catch (FileNotFoundException gone) {
            LOG.debugf("%s/%s is gone before it was uploaded", entry.hash(), piece.file());
        }
    }

    private boolean isPlaylistDue(Entry entry, Totals totals) {
        Listed last = listed.get(entry.hash().value());
        if (entry.status() == Status.STATUS_READY) {
            return totals.isAllStored();
        }
        return totals.stored() > 0
                && (last == null
                        || (last.stored() != totals.stored() && System.nanoTime() - last.atNs() > PLAYLIST_EVERY_NS));
    }

    /** Lists what the storage has, up to the first piece that it has not. */
    private Job playlist(Entry entry, Totals totals, List<Piece> pieces) {
        List<Piece> there = pieces.stream().takeWhile(Piece::isStored).toList();
        boolean isLast = entry.status() == Status.STATUS_READY && there.size() == pieces.size();
        byte[] text = IndexPlaylist.of(there, "", isLast).getBytes(StandardCharsets.UTF_8);
        return new Job(entry, entry.firstFile(), BodyPublishers.ofByteArray(text), key -> {
            listed.put(entry.hash().value(), new Listed(totals.stored(), System.nanoTime()));
            if (isLast) {
                ledger.change(entry.hash(), now -> now.stored(key));
                listed.remove(entry.hash().value());
                LOG.infof("recording %s is in the object storage: %d segments", entry.hash(), there.size());
            }
        });
    }

    private void carry(Job job) {
        try {
            long bytes = job.body().contentLength();
            switch (storage.prepare(job.entry().hash(), job.entry().streamId(), job.file(), bytes)) {
                case Storage.Answer.Ready ready -> {
                    writer.write(ready, job.body());
                    job.done().as(ready.objectKey());
                    succeed();
                }
                case Storage.Answer.None(String why) -> {
                    hasStorage = false;
                    pausedUntilNs = System.nanoTime() + bounds.askAgain().toNanos();
                    say("the installation has no object storage (" + why + ")");
                }
                case Storage.Answer.Refused(String why) -> {
                    refusedNs.put(job.entry().hash().value(), System.nanoTime());
                    LOG.warnf("%s is not taken by the object storage: %s", job.key(), why);
                }
                case Storage.Answer.Away(String why) -> pause("the control center is away (" + why + ")");
            }
        } catch (IOException failure) {
            pause(job.key() + " was not uploaded: " + failure.getMessage());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            pause(job.key() + " was not uploaded: " + failure);
        } finally {
            underWay.remove(job.key());
        }
    }

    private void succeed() {
        uploaded.increment();
        hasStorage = true;
        pauseMs = FIRST_PAUSE_MS;
        say("");
    }

    /** Longer each time, and never together with all other nodes. */
    private void pause(String why) {
        failed.increment();
        long now = pauseMs;
        pausedUntilNs = System.nanoTime()
                + Duration.ofMillis(ThreadLocalRandom.current().nextLong(now / 2, now + 1))
                        .toNanos();
        pauseMs = Math.min(LONGEST_PAUSE_MS, now * 2);
        say(why);
    }

    private void say(String trouble) {
        if (!trouble.isEmpty() && !trouble.equals(problem)) {
            LOG.warn(trouble);
        }
        problem = trouble;
    }

    @Override
    public void close() {
        isClosed = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
