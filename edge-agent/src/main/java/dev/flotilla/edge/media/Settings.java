package dev.flotilla.edge.media;

import dev.flotilla.natives.av.Av;
import dev.flotilla.natives.av.AvBundle;
import java.io.IOException;
import java.nio.file.Path;

/** What this process finds on its machine: libraries and certificates, under the engine's folder. */
final class Settings {
    private final Path folder;

    Settings(String folder) {
        this.folder = Path.of(folder);
    }

    /** Loads FFmpeg's libraries, from a package or unpacked from their jar. */
    void loadLibraries() throws IOException {
        Path executable = ProcessHandle.current().info().command().map(Path::of).orElse(null);
        try {
            Av.load(AvBundle.find(executable, folder.resolve("libraries")));
        } catch (UnsatisfiedLinkError e) {
            throw new IOException("the FFmpeg libraries cannot be used: " + e.getMessage(), e);
        }
    }

    TlsFiles tls() {
        return new TlsFiles(folder.resolve("rtmps"));
    }
}
