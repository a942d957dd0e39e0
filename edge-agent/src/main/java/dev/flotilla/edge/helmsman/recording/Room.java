package dev.flotilla.edge.helmsman.recording;

import dev.flotilla.edge.helmsman.recording.Retention.Candidate;
import dev.flotilla.edge.helmsman.recording.ledger.Entry;
import dev.flotilla.edge.helmsman.recording.ledger.Ledger;
import dev.flotilla.edge.helmsman.recording.ledger.Piece;
import dev.flotilla.edge.helmsman.recording.ledger.RecordingFolder;
import dev.flotilla.edge.node.DiskUse;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.proto.event.v1.Artifact.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Sees to it that recordings do not fill the disk: lets go of what is elsewhere, and takes nothing on when nothing can go. */
final class Room {
    private static final Logger LOG = Logger.getLogger(Room.class);
    private static final long LOOK_EVERY_NS = Duration.ofSeconds(10).toNanos();
    private static final Duration DELETED_TOLD_FOR = Duration.ofMinutes(10);
    private static final Duration FAILED_TOLD_FOR = Duration.ofDays(1);
    private static final Duration ELSEWHERE_TOLD_FOR = Duration.ofDays(1);

    private final RecordingFolder folder;
    private final Ledger ledger;
    private final Thresholds thresholds;
    private final Supplier<DiskUse> disk;
    private final InstantSource clock;
    private long lookedNs = System.nanoTime() - LOOK_EVERY_NS;

    Room(RecordingFolder folder, Ledger ledger, Thresholds thresholds, Supplier<DiskUse> disk, InstantSource clock) {
        this.folder = folder;
        this.ledger = ledger;
        this.thresholds = thresholds;
        this.disk = disk;
        this.clock = clock;
    }

    /** Why nothing more is taken on, for people; empty when there is room. */
    Optional<String> refusal() {
        DiskShare share = share();
        return share.percent() < thresholds.stopAt()
                ? Optional.empty()
                : Optional.of(
                        "the %s for recordings is %.0f %% full, and nothing is begun from %d %% on (flotilla.helmsman.recordings.stop-at)"
                                .formatted(share.what(), share.percent(), thresholds.stopAt()));
    }

    /** Every ten seconds: frees what is to go, and ends recordings when there is no room for them. */
    void keep() throws IOException {
        if (System.nanoTime() - lookedNs < LOOK_EVERY_NS) {
            return;
        }
        lookedNs = System.nanoTime();
        free();
        refusal()
                .ifPresent(why -> ledger.entries().stream()
                        .filter(entry -> !entry.isClip() && entry.isOpen() && entry.isWanted())
                        .forEach(entry -> ledger.change(entry.hash(), now -> now.unwanted(why))));
        forget();
    }

    private DiskShare share() {
        long recordings = ledger.entries().stream()
                .mapToLong(entry -> ledger.totals(entry.hash()).localBytes())
                .sum();
        return DiskShare.of(disk.get(), recordings, thresholds.quota());
    }

    private void free() throws IOException {
        DiskShare share = share();
        if (share.percent() < thresholds.freeFrom() && thresholds.localAge().isEmpty()) {
            return;
        }
        List<Candidate> local = new ArrayList<>();
        for (Entry entry : ledger.entries()) {
            ledger.pieces(entry.hash()).stream()
                    .filter(Piece::isLocal)
                    .forEach(piece -> local.add(candidate(entry, piece)));
        }
        Map<String, Set<Integer>> byHash = new HashMap<>();
        List<Candidate> go = Retention.toFree(local, share, thresholds, clock.millis());
        go.forEach(
                one -> byHash.computeIfAbsent(one.hash(), _ -> new HashSet<>()).add(one.number()));
        for (Map.Entry<String, Set<Integer>> one : byHash.entrySet()) {
            release(new ArtifactHash(one.getKey()), one.getValue());
        }
        if (!go.isEmpty()) {
            LOG.infof(
                    "%d files, %d bytes of recordings are let go of: the %s is %.0f %% full",
                    go.size(), go.stream().mapToLong(Candidate::bytes).sum(), share.what(), share.percent());
        }
    }

    private static Candidate candidate(Entry entry, Piece piece) {
        return new Candidate(
                entry.hash().value(),
                piece.number(),
                piece.bytes(),
                piece.endedAtMs(),
                piece.isStored(),
                entry.isOpen());
    }

    private void release(ArtifactHash hash, Set<Integer> numbers) throws IOException {
        for (Piece piece : ledger.pieces(hash)) {
            if (numbers.contains(piece.number())) {
                Files.deleteIfExists(folder.of(hash).resolve(piece.file()));
            }
        }
        ledger.freed(hash, numbers);
        Entry entry = ledger.find(hash.value()).orElseThrow();
        if (ledger.totals(hash).local() > 0) {
            new Segments(folder, ledger, (_, _) -> {}).index(entry);
        } else if (!entry.isOpen()) {
            folder.remove(hash);
        }
        if (ledger.totals(hash).pieces() == 0) {
            ledger.change(hash, now -> now.deleted(clock.millis()));
        }
    }

    /** Whether nothing of it is on the disk. */
    boolean isEmpty(Entry entry) {
        return ledger.totals(entry.hash()).local() == 0 && !Files.exists(folder.of(entry.hash()));
    }

    /** Removes all of it from the disk. */
    void clear(Entry entry) throws IOException {
        List<Integer> numbers =
                ledger.pieces(entry.hash()).stream().map(Piece::number).toList();
        folder.remove(entry.hash());
        ledger.dropped(entry.hash(), numbers);
    }

    /** What has nothing here any more is told of for a while, and then not. */
    private void forget() {
        long nowMs = clock.millis();
        for (Entry entry : ledger.entries()) {
            long sinceMs = nowMs - Math.max(entry.endedAtMs(), entry.createdAtMs());
            boolean isOver = switch (entry.status()) {
                case STATUS_DELETED -> sinceMs > DELETED_TOLD_FOR.toMillis();
                case STATUS_FAILED -> sinceMs > FAILED_TOLD_FOR.toMillis();
                case STATUS_READY -> !entry.objectKey().isEmpty() && sinceMs > ELSEWHERE_TOLD_FOR.toMillis();
                default -> false;
            };
            boolean isTold = ledger.told(entry.hash()).as().startsWith(String.valueOf(entry.status()));
            if (isOver && isTold && isEmpty(entry) && entry.status() != Status.STATUS_UNSPECIFIED) {
                ledger.forget(entry.hash());
            }
        }
    }
}
