package dev.flotilla.natives.av;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvBundleIT {
    @TempDir
    private Path folder;

    @Test
    void unpacksOnceForSeveralWhoAskTogether() throws Exception {
        Path cache = folder.resolve("libraries");
        Callable<Path> ask = () -> AvBundle.find(null, cache);
        try (var threads = Executors.newFixedThreadPool(3)) {
            var found = threads.invokeAll(List.of(ask, ask, ask)).stream()
                    .map(future -> future.resultNow())
                    .collect(Collectors.toSet());
            assertThat(found).hasSize(1);
            Path unpacked = found.iterator().next();
            assertThat(unpacked.getFileName().toString()).matches("ffmpeg-[0-9a-f]{16}");
            assertThat(names(cache)).containsExactly(unpacked.getFileName().toString());
            assertThat(names(unpacked)).containsExactlyInAnyOrderElementsOf(Av.FILES);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unpacked)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void loadsNothingThatAnotherUserMayHavePutThere() throws Exception {
        Path cache = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> AvBundle.find(null, cache)).hasMessageContaining("writable by nobody else");
    }

    @Test
    void prefersTheFolderBesideTheExecutable() throws Exception {
        Path beside = Files.createDirectory(folder.resolve("libav"));
        Files.createFile(beside.resolve(Av.FILES.getLast()));
        assertThat(AvBundle.find(folder.resolve("flotilla-edge"), folder.resolve("cache")))
                .isEqualTo(beside);
    }

    private static Set<String> names(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
        }
    }
}
