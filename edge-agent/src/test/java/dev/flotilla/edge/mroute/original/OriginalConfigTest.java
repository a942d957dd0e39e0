package dev.flotilla.edge.mroute.original;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OriginalConfigTest {
    @TempDir
    Path folder;

    @Test
    void readsWhatTheFileSets() throws IOException {
        var config = read("""
                api:
                  host: "127.0.0.1"
                  port: 9090
                storage:
                  dsn: "sqlite:/srv/mroute.db"
                ffmpeg:
                  path: /opt/ffmpeg
                  max_flows: 7
                  health_timeout_ms: 250
                telegram:
                  enabled: false
                """);
        assertThat(config.settings())
                .isEqualTo(Map.of(
                        "flotilla.api.host", "127.0.0.1",
                        "flotilla.api.port", "9090",
                        "flotilla.mroute.max-flows", "7",
                        "flotilla.mroute.health-timeout", "250ms"));
        assertThat(config.database()).isEqualTo(Path.of("/srv/mroute.db"));
    }

    @Test
    void takesZeroAndEmptyForTheDefault() throws IOException {
        var config = read("api:\n  host: ''\n  port: 0\nstorage: {}\n");
        assertThat(config.settings()).isEmpty();
        assertThat(config.database()).isEqualTo(Path.of("mroute.db"));
    }

    @Test
    void setsNothingWithoutAFile() throws IOException {
        assertThat(OriginalConfig.read(folder.resolve("missing.yaml")).settings())
                .isEmpty();
    }

    @Test
    void refusesAFileThatDoesNotParse() {
        assertThatThrownBy(() -> read("api: [1, 2\n"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("config: parse config: ");
        assertThatThrownBy(() -> read("just a sentence")).hasMessageContaining("holds no keys");
    }

    @Test
    void makesNoObjectThatAFileNames() {
        assertThatThrownBy(() -> read("api: !!java.io.File [/etc/passwd]\n")).isInstanceOf(IOException.class);
    }

    private OriginalConfig read(String text) throws IOException {
        return OriginalConfig.read(Files.writeString(folder.resolve("config.yaml"), text));
    }
}
