package dev.flotilla.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Agents and control centers of different versions talk to each other: what a release said must be understood for ever. */
class WireHistoryTest {
    private static final Path RELEASED = Path.of("src/test/resources/released");

    @Test
    void whatAReleasePutOnTheWireStays() throws Exception {
        WireListing now = WireListing.ofThisVersion();
        var broken = new ArrayList<String>();
        for (Path release : releases()) {
            for (String line : Files.readAllLines(release)) {
                String key = line.substring(0, line.indexOf(' '));
                String then = line.substring(line.indexOf(' ') + 1);
                String today = now.lines().get(key);
                if (today == null ? !isGivenUp(now, key) : !typeOf(today).equals(typeOf(then))) {
                    broken.add(release.getFileName() + ": " + line + " is now " + today);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void knowsAReleaseAndAllContracts() throws Exception {
        assertThat(releases()).isNotEmpty();
        assertThat(WireListing.ofThisVersion().lines())
                .containsEntry("flotilla.foghorn.v1.Register#1", "string node_name")
                .containsKey("flotilla.stream.v1.StreamDirectory/PrepareUpload")
                .containsKey("flotilla.event.v1.Artifact.Status#4");
    }

    /** When a version is released: {@code -Dtest=WireHistoryTest -Dflotilla.release=v1.2.3}. */
    @Test
    @EnabledIfSystemProperty(named = "flotilla.release", matches = "v[0-9.]+")
    void isWrittenDownAtARelease() throws Exception {
        List<String> lines = WireListing.ofThisVersion().lines().entrySet().stream()
                .map(line -> line.getKey() + " " + line.getValue())
                .toList();
        Files.write(RELEASED.resolve(System.getProperty("flotilla.release") + ".txt"), lines);
    }

    private static List<Path> releases() throws IOException {
        try (Stream<Path> files = Files.list(RELEASED)) {
            return files.sorted().toList();
        }
    }

    /** A field may go when its number is reserved; a method of a release may not. */
    private static boolean isGivenUp(WireListing now, String key) {
        return key.contains("#") && now.isReserved(key);
    }

    /** Enum values have a name alone: it is what they mean. */
    private static String typeOf(String line) {
        return line.contains(" ") ? line.substring(0, line.indexOf(' ')) : line;
    }
}
