package dev.flotilla.edge.helmsman.recording;

import dev.flotilla.edge.helmsman.recording.ledger.Entry;
import dev.flotilla.edge.helmsman.recording.ledger.IndexPlaylist;
import dev.flotilla.edge.helmsman.recording.ledger.Ledger;
import dev.flotilla.edge.helmsman.recording.ledger.Piece;
import dev.flotilla.edge.helmsman.recording.ledger.RecordingFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** Takes the segments that MistServer has completed into the ledger, and keeps the recording's own playlist. For one thread. */
final class Segments {
    private final RecordingFolder folder;
    private final Ledger ledger;
    private final BiConsumer<Entry, Piece> onSegment;
    /** How large each playlist was when it was last read to its end; of recordings that are going on. */
    private final Map<String, Long> readUpTo = new HashMap<>();

    /** @param onSegment told of each segment before it stands in the ledger, and so perhaps twice */
    Segments(RecordingFolder folder, Ledger ledger, BiConsumer<Entry, Piece> onSegment) {
        this.folder = folder;
        this.ledger = ledger;
        this.onSegment = onSegment;
    }

    /** Takes what is new in the playlist of the present run. Answers whether there was anything. */
    boolean take(Entry entry) throws IOException {
        if (entry.runs() == 0) {
            return false;
        }
        int run = entry.runs() - 1;
        Path file = folder.of(entry.hash()).resolve(Targets.playlist(run));
        long bytes = Files.exists(file) ? Files.size(file) : 0;
        if (bytes == readUpTo.getOrDefault(file.toString(), 0L)) {
            return false;
        }
        boolean isNew = take(entry, run, RunPlaylist.parse(Files.readString(file, StandardCharsets.UTF_8)));
        readUpTo.put(file.toString(), bytes);
        return isNew;
    }

    /** Nothing more comes of this recording. */
    void closed(Entry entry) {
        readUpTo.keySet().removeIf(file -> file.contains(entry.hash().value()));
    }

    private boolean take(Entry entry, int run, RunPlaylist playlist) throws IOException {
        if (playlist.segments().isEmpty()) {
            return false;
        }
        List<Piece> known = ledger.pieces(entry.hash());
        Set<String> names = new HashSet<>();
        known.forEach(piece -> names.add(piece.file()));
        // What fell out of the window is not known any more, and is no news.
        int newest = known.isEmpty() ? -1 : indexOf(playlist, known.getLast().file());
        boolean isNew = false;
        for (RunPlaylist.Segment segment :
                playlist.segments().subList(newest + 1, playlist.segments().size())) {
            Path file = folder.of(entry.hash()).resolve(segment.file());
            if (isPlain(segment.file()) && !names.contains(segment.file()) && Files.exists(file)) {
                Piece piece = piece(entry, run, segment, file);
                onSegment.accept(entry, piece);
                ledger.add(entry.hash(), piece);
                isNew = true;
            }
        }
        return isNew;
    }

    private Piece piece(Entry entry, int run, RunPlaylist.Segment segment, Path file) throws IOException {
        long bytes = Files.size(file);
        long beganAtMs = segment.beganAtMs() > 0
                ? segment.beganAtMs()
                : Files.getLastModifiedTime(file).toMillis() - segment.durationMs();
        return Piece.written(
                ledger.totals(entry.hash()).next(), run, segment.file(), bytes, segment.durationMs(), beganAtMs);
    }

    /** Lets go of what is older than the recording is to reach back. */
    void slide(Entry entry) throws IOException {
        if (entry.order().windowS() <= 0) {
            return;
        }
        long fromMs = ledger.totals(entry.hash()).endedAtMs() - entry.order().windowS() * 1_000L;
        List<Piece> tooOld = ledger.pieces(entry.hash()).stream()
                .filter(piece -> piece.endedAtMs() < fromMs)
                .toList();
        if (!tooOld.isEmpty()) {
            ledger.dropped(entry.hash(), tooOld.stream().map(Piece::number).toList());
            for (Piece piece : tooOld) {
                Files.deleteIfExists(folder.of(entry.hash()).resolve(piece.file()));
            }
        }
    }

    /** Writes the playlist of what is on the disk. */
    void index(Entry entry) throws IOException {
        List<Piece> local =
                ledger.pieces(entry.hash()).stream().filter(Piece::isLocal).toList();
        if (!local.isEmpty()) {
            Playlists.write(folder.first(entry), IndexPlaylist.of(local, "", !entry.isOpen()));
        }
    }

    private static int indexOf(RunPlaylist playlist, String file) {
        for (int at = 0; at < playlist.segments().size(); at++) {
            if (playlist.segments().get(at).file().equals(file)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isPlain(String name) {
        return name.indexOf('/') < 0 && !name.startsWith(".");
    }
}
