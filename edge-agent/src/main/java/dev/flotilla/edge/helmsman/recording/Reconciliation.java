package dev.flotilla.edge.helmsman.recording;

import dev.flotilla.edge.helmsman.recording.ledger.Entry;
import dev.flotilla.edge.helmsman.recording.ledger.Ledger;
import dev.flotilla.edge.helmsman.recording.ledger.Piece;
import dev.flotilla.edge.helmsman.recording.ledger.RecordingFolder;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.proto.event.v1.Artifact.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Holds the ledger against the folder when the agent starts: a file that is gone is not listed any more. */
final class Reconciliation {
    private static final Logger LOG = Logger.getLogger(Reconciliation.class);

    private Reconciliation() {}

    static void of(Ledger ledger, RecordingFolder folder, long nowMs) throws IOException {
        for (Entry entry : ledger.entries()) {
            List<Integer> gone = ledger.pieces(entry.hash()).stream()
                    .filter(piece -> piece.isLocal()
                            && !Files.exists(folder.of(entry.hash()).resolve(piece.file())))
                    .map(Piece::number)
                    .toList();
            if (!gone.isEmpty()) {
                LOG.warnf("%d files of %s are not on the disk any more", gone.size(), entry.hash());
                ledger.freed(entry.hash(), gone);
            }
            if (entry.status() == Status.STATUS_READY
                    && ledger.totals(entry.hash()).pieces() == 0
                    && !gone.isEmpty()) {
                ledger.change(entry.hash(), now -> now.failed("its files are gone from the disk", nowMs));
            }
        }
        sayStrangers(ledger, folder);
    }

    /** What nobody knows may be the last copy of something, and stays. */
    private static void sayStrangers(Ledger ledger, RecordingFolder folder) throws IOException {
        if (!Files.isDirectory(folder.root())) {
            return;
        }
        try (Stream<Path> all = Files.list(folder.root())) {
            long strangers = all.map(path -> path.getFileName().toString())
                    .filter(name ->
                            ArtifactHash.isHash(name) && ledger.find(name).isEmpty())
                    .count();
            if (strangers > 0) {
                LOG.warnf(
                        "%d folders below %s are of no clip or recording that this node knows",
                        strangers, folder.root());
            }
        }
    }
}
