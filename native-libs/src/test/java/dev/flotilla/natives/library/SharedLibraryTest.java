package dev.flotilla.natives.library;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SharedLibraryTest {
    @Test
    void namesThePackageToInstall() {
        var library = new SharedLibrary("libnothing", List.of("libnothing.so.1", "libnothing.so.0"), "libnothing1");
        assertThatThrownBy(library::open)
                .isInstanceOf(MissingLibraryException.class)
                .hasMessage("libnothing is not installed (looked for libnothing.so.1, libnothing.so.0):"
                        + " install it with 'apt-get install libnothing1'");
    }
}
