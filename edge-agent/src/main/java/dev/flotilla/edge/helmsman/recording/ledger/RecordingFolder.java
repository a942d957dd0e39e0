package dev.flotilla.edge.helmsman.recording.ledger;

import dev.flotilla.id.ArtifactHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Where clips and recordings lie: a folder for each, named by its hash. MistServer sees it under the same path.
 *
 * @param root absolute, without what MistServer reads as a variable or as the beginning of parameters
 */
public record RecordingFolder(Path root) {
    /** @throws IllegalArgumentException naming the path when MistServer could not write there */
    public RecordingFolder {
        if (!root.isAbsolute() || root.toString().matches(".*[$?#&\\s].*")) {
            throw new IllegalArgumentException(
                    "flotilla.helmsman.recordings.folder must be an absolute path without blanks, $, ?, # and &: "
                            + root);
        }
    }

    public Path of(ArtifactHash hash) {
        return root.resolve(hash.value());
    }

    /** The file by which whoever plays it begins. */
    public Path first(Entry entry) {
        return of(entry.hash()).resolve(entry.firstFile());
    }

    /** Has its folder be there. */
    public void make(ArtifactHash hash) throws IOException {
        Files.createDirectories(of(hash));
    }

    /** Removes its folder and all that is in it. */
    public void remove(ArtifactHash hash) throws IOException {
        Path folder = of(hash);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
