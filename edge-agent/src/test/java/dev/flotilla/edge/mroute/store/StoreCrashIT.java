package dev.flotilla.edge.mroute.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.mroute.flow.Flow;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

class StoreCrashIT {
    @TempDir
    Path folder;

    @RepeatedTest(2)
    void hasEveryFlowThatWasSavedBeforeKillMinusNine() throws IOException, InterruptedException {
        List<String> saved = new ArrayList<>();
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWriter.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = writer.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                saved.add(line);
                if (saved.size() == 50) {
                    writer.toHandle().destroyForcibly();
                }
            }
        }
        writer.waitFor();
        assertThat(saved).hasSizeGreaterThanOrEqualTo(50);
        try (FlowStore store = FlowStore.open(folder)) {
            List<String> present =
                    store.flows().stream().map(Flow::id).map(Object::toString).toList();
            assertThat(present).containsAll(saved);
        }
    }
}
