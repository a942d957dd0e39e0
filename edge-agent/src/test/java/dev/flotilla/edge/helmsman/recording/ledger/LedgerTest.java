package dev.flotilla.edge.helmsman.recording.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.id.ArtifactHash;
import dev.flotilla.proto.event.v1.Artifact.Kind;
import dev.flotilla.proto.event.v1.Artifact.Status;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final ArtifactHash HASH = new ArtifactHash("20261120154007a1b2c3d4e5f60718");

    @TempDir
    private Path folder;

    @Test
    void remembersEntriesPiecesAndWhatWasTold() {
        try (Ledger ledger = Ledger.open(folder.resolve("recordings.db"))) {
            assertThat(ledger.add(recording())).isTrue();
            assertThat(ledger.add(recording())).as("a second one of that hash").isFalse();
            ledger.change(HASH, entry -> entry.nextRun().is(Status.STATUS_RECORDING));
            ledger.add(HASH, Piece.written(0, 0, "0-0.ts", 100, 4_000, 1_000));
            ledger.add(HASH, Piece.written(1, 0, "0-1.ts", 200, 4_000, 5_000));
            ledger.stored(HASH, 0);
            ledger.told(HASH, new Ledger.Told(3, "RECORDING"));
        }
        try (Ledger ledger = Ledger.open(folder.resolve("recordings.db"))) {
            assertThat(ledger.find(HASH.value()))
                    .get()
                    .isEqualTo(recording().nextRun().is(Status.STATUS_RECORDING));
            assertThat(ledger.totals(HASH)).isEqualTo(new Totals(2, 1, 2, 300, 300, 8_000, 1_000, 9_000, 2));
            assertThat(ledger.told(HASH)).isEqualTo(new Ledger.Told(3, "RECORDING"));

            ledger.freed(HASH, List.of(0, 1));
            assertThat(ledger.pieces(HASH))
                    .as("what the storage has stays known")
                    .singleElement()
                    .satisfies(piece -> {
                        assertThat(piece.number()).isZero();
                        assertThat(piece.isLocal()).isFalse();
                    });
            ledger.forget(HASH);
            assertThat(ledger.entries()).isEmpty();
            assertThat(ledger.pieces(HASH)).isEmpty();
        }
    }

    private static Entry recording() {
        return Entry.requested(
                HASH,
                Kind.KIND_DVR,
                new MistStream("live+show"),
                "str_1",
                new Entry.Order("", "m3u8", 0, 0, 3_600, 6),
                1_000);
    }
}
