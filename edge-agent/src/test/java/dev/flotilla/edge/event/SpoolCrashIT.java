package dev.flotilla.edge.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code kill -9} in the middle of writing costs: nothing that was promised. */
class SpoolCrashIT {
    @TempDir
    private Path folder;

    @Test
    void keepsEveryPromisedEventThroughKill() throws Exception {
        Set<String> promised = new HashSet<>();
        for (int kills = 0; kills < 3; kills++) {
            promised.addAll(writeUntilKilled(200, 100_000));
        }
        try (Spool spool = Spool.open(folder.resolve("spool.db"), new SpoolLimits(100_000, 1 << 26))) {
            List<String> kept = spool.after(0, 100_000, Long.MAX_VALUE).stream()
                    .map(entry -> entry.event().getId())
                    .toList();
            assertThat(kept).doesNotHaveDuplicates().containsAll(promised);
            assertThat(spool.counts().events()).isEqualTo(kept.size());
            assertThat(spool.counts().lost()).isZero();
        }
    }

    @Test
    void countsWhatItDroppedThroughKill() throws Exception {
        List<String> promised = writeUntilKilled(200, 50);

        try (Spool spool = Spool.open(folder.resolve("spool.db"), new SpoolLimits(50, 1 << 26))) {
            assertThat(spool.counts().events()).isEqualTo(50);
            assertThat(spool.counts().lost()).isGreaterThanOrEqualTo(promised.size() - 50);
        }
    }

    private List<String> writeUntilKilled(int events, int limit) throws Exception {
        Process writer = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SpoolWriter.class.getName(),
                        folder.resolve("spool.db").toString(),
                        Integer.toString(limit))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> promised = new ArrayList<>();
        try (BufferedReader lines = writer.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                promised.add(line);
                if (promised.size() == events) {
                    writer.toHandle().destroyForcibly();
                }
            }
        } finally {
            writer.destroyForcibly();
        }
        assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(promised).hasSizeGreaterThanOrEqualTo(events);
        return promised;
    }
}
