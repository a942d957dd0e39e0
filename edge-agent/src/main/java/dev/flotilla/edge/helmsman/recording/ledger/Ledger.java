package dev.flotilla.edge.helmsman.recording.ledger;

import dev.flotilla.id.ArtifactHash;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/**
 * All clips and recordings of the node. Entries and sums are answered from memory; each change is on the disk before its
 * method returns. For any thread. Every method but those that answer from memory throws {@link LedgerFailure} when the disk
 * fails, and then nothing has changed.
 */
public final class Ledger implements AutoCloseable {
    private final LedgerFile file;
    private final Map<String, Entry> entries = new ConcurrentSkipListMap<>();
    private final Map<String, Totals> totals = new ConcurrentHashMap<>();
    private final Map<String, Told> told = new ConcurrentHashMap<>();

    /**
     * What others were last told of an entry.
     *
     * @param count how often they were told
     * @param as what they were told, as far as a change of it is worth telling at once
     */
    public record Told(int count, String as) {
        static final Told NOTHING = new Told(0, "");
    }

    private Ledger(LedgerFile file) {
        this.file = file;
    }

    public static Ledger open(Path path) {
        Ledger ledger = new Ledger(LedgerFile.open(path));
        ledger.file.all(sql -> {
            for (Entry entry : Rows.entries(sql)) {
                String hash = entry.hash().value();
                ledger.entries.put(hash, entry);
                ledger.totals.put(hash, Rows.totals(sql, hash));
                ledger.told.put(hash, Rows.told(sql, hash));
            }
            return true;
        });
        return ledger;
    }

    /** Oldest first. From memory. */
    public List<Entry> entries() {
        return List.copyOf(entries.values());
    }

    /** From memory. */
    public Optional<Entry> find(String hash) {
        return Optional.ofNullable(entries.get(hash));
    }

    /** From memory. */
    public Totals totals(ArtifactHash hash) {
        return totals.getOrDefault(hash.value(), Totals.NOTHING);
    }

    /** Adds the entry; false when there is one of that hash, which then stays as it is. */
    public synchronized boolean add(Entry entry) {
        if (entries.containsKey(entry.hash().value())) {
            return false;
        }
        put(entry);
        return true;
    }

    /** Changes the entry as it is now; nothing happens where it is gone, or stays the same. */
    public synchronized void change(ArtifactHash hash, UnaryOperator<Entry> change) {
        Entry before = entries.get(hash.value());
        if (before == null) {
            return;
        }
        Entry after = change.apply(before);
        if (!after.equals(before)) {
            put(after);
        }
    }

    private void put(Entry entry) {
        file.all(sql -> {
            Rows.put(sql, entry);
            return true;
        });
        entries.put(entry.hash().value(), entry);
    }

    /** In their order. */
    public List<Piece> pieces(ArtifactHash hash) {
        return file.all(sql -> Rows.pieces(sql, hash.value()));
    }

    public void add(ArtifactHash hash, Piece piece) {
        onPieces(hash, sql -> Rows.put(sql, hash.value(), piece));
    }

    /** The object storage has it from now on. */
    public void stored(ArtifactHash hash, int number) {
        onPieces(hash, sql -> run(sql, "UPDATE piece SET is_stored = 1 WHERE hash = ? AND number = ?", hash, number));
    }

    /** The disk has these no more; what the object storage has not either is forgotten. */
    public void freed(ArtifactHash hash, Collection<Integer> numbers) {
        onPieces(hash, sql -> {
            for (int number : numbers) {
                run(sql, "UPDATE piece SET is_local = 0 WHERE hash = ? AND number = ?", hash, number);
                run(sql, "DELETE FROM piece WHERE hash = ? AND number = ? AND is_stored = 0", hash, number);
            }
        });
    }

    /** These are no part of it any more, wherever they are. */
    public void dropped(ArtifactHash hash, Collection<Integer> numbers) {
        onPieces(hash, sql -> {
            for (int number : numbers) {
                run(sql, "DELETE FROM piece WHERE hash = ? AND number = ?", hash, number);
            }
        });
    }

    /** Nothing is known of it any more. */
    public synchronized void forget(ArtifactHash hash) {
        file.all(sql -> {
            run(sql, "DELETE FROM piece WHERE hash = ?", hash);
            run(sql, "DELETE FROM artifact WHERE hash = ?", hash);
            return true;
        });
        entries.remove(hash.value());
        totals.remove(hash.value());
        told.remove(hash.value());
    }

    /** What others were last told. From memory. */
    public Told told(ArtifactHash hash) {
        return told.getOrDefault(hash.value(), Told.NOTHING);
    }

    public synchronized void told(ArtifactHash hash, Told now) {
        file.all(sql -> {
            Rows.put(sql, hash.value(), now);
            return true;
        });
        told.put(hash.value(), now);
    }

    private interface Change {
        void on(Connection sql) throws SQLException;
    }

    private synchronized void onPieces(ArtifactHash hash, Change change) {
        totals.put(hash.value(), file.all(sql -> {
            change.on(sql);
            return Rows.totals(sql, hash.value());
        }));
    }

    private static void run(Connection sql, String statement, ArtifactHash hash, int... numbers) throws SQLException {
        try (PreparedStatement prepared = sql.prepareStatement(statement)) {
            prepared.setString(1, hash.value());
            for (int at = 0; at < numbers.length; at++) {
                prepared.setInt(at + 2, numbers[at]);
            }
            prepared.executeUpdate();
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
