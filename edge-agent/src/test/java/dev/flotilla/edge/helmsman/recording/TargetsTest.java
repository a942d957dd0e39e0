package dev.flotilla.edge.helmsman.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.helmsman.mist.MistFlavour;
import dev.flotilla.edge.helmsman.recording.ledger.RecordingFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final Path FOLDER = Path.of("/rec/20261120154007a1b2c3d4e5f60718");

    @Test
    void putsParametersBehindTheMarkOfTheFlavour() {
        assertThat(Targets.recording(FOLDER, 2, 6, MistFlavour.UPSTREAM.parameterMark()))
                .isEqualTo(FOLDER + "/2-$segmentCounter.ts?m3u8=run-2.m3u8&split=6");
        assertThat(Targets.recording(FOLDER, 0, 12, MistFlavour.FORK.parameterMark()))
                .isEqualTo(FOLDER + "/0-$segmentCounter.ts#m3u8=run-0.m3u8&split=12");
    }

    @Test
    void takesWholeSecondsAroundARange() {
        assertThat(Targets.range(FOLDER.resolve("clip.mp4"), 1_800_000_000_900L, 1_800_000_010_100L, '?'))
                .isEqualTo(FOLDER + "/clip.mp4?recstartunix=1800000000&recstopunix=1800000011");
    }

    @Test
    void refusesAFolderThatMistServerWouldReadOtherwise() {
        assertThatThrownBy(() -> new RecordingFolder(Path.of("/rec/what?")))
                .hasMessageContaining("flotilla.helmsman.recordings.folder")
                .hasMessageContaining("/rec/what?");
        assertThatThrownBy(() -> new RecordingFolder(Path.of("rec"))).hasMessageContaining("absolute");
    }
}
