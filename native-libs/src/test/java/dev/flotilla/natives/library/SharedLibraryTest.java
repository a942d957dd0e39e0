package dev.flotilla.natives.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedLibraryTest {
    @Test
    void prefersTheFolderThatAPropertyNames(@TempDir Path folder) throws Exception {
        Path better = Files.createSymbolicLink(folder.resolve("libm.so.6"), systemsLibm());
        System.setProperty("flotilla.libraries", folder.toString());
        try {
            var library = new SharedLibrary("libm", List.of("libm.so.6"), "libc6").open();
            assertThat(library.getFile()).isEqualTo(better.toFile());
        } finally {
            System.clearProperty("flotilla.libraries");
        }
    }

    private static Path systemsLibm() throws Exception {
        try (var maps = Files.list(
                Path.of("/lib/" + System.getProperty("os.arch").replace("amd64", "x86_64") + "-linux-gnu"))) {
            return maps.filter(file -> file.endsWith("libm.so.6")).findFirst().orElseThrow();
        }
    }

    @Test
    void namesThePackageToInstall() {
        var library = new SharedLibrary("libnothing", List.of("libnothing.so.1", "libnothing.so.0"), "libnothing1");
        assertThatThrownBy(library::open)
                .isInstanceOf(MissingLibraryException.class)
                .hasMessage("libnothing is not installed (looked for libnothing.so.1, libnothing.so.0):"
                        + " install it with 'apt-get install libnothing1'");
    }
}
