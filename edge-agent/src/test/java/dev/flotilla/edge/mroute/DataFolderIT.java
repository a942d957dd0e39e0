package dev.flotilla.edge.mroute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderIT {
    @TempDir
    Path parent;

    @Test
    void isHeldByOneAgentAtATime() {
        Path path = parent.resolve("made/when/missing");
        DataFolder held = DataFolder.hold(path);
        assertThatThrownBy(() -> DataFolder.hold(path))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("flotilla.data=" + path)
                .hasMessageContaining("another agent runs on this folder");
        held.close();
        try (DataFolder again = DataFolder.hold(path)) {
            assertThat(again.path()).isEqualTo(path);
        }
    }

    @Test
    void namesAFolderThatCannotBeMade() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatThrownBy(() -> DataFolder.hold(file.resolve("data")))
                .hasMessageContaining("flotilla.data=" + file.resolve("data"));
    }
}
