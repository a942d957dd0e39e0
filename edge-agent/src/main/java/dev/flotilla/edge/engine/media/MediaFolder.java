package dev.flotilla.edge.engine.media;

import java.nio.file.Path;

/** Where this engine's helpers keep unpacked libraries and find certificates. One for the process, like its control socket. */
public final class MediaFolder {
    private static volatile Path folder = Path.of(System.getProperty("java.io.tmpdir"), "flotilla-media");

    private MediaFolder() {}

    /** Takes that folder from now on. */
    public static void use(Path path) {
        folder = path.toAbsolutePath();
    }

    static Path path() {
        return folder;
    }
}
