package dev.flotilla.control.object;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * An object's file.
 *
 * @param tag differs whenever the content does (RFC 9110 8.8.3)
 */
record StoredFile(Path path, long bytes, String tag) {
    /** @throws NoSuchFileException when there is none */
    static StoredFile of(Path path) throws IOException {
        var attributes = Files.readAttributes(path, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new NoSuchFileException(path.toString());
        }
        String tag = "\"%x-%x\""
                .formatted(
                        attributes.size(),
                        attributes.lastModifiedTime().to(java.util.concurrent.TimeUnit.MICROSECONDS));
        return new StoredFile(path, attributes.size(), tag);
    }
}
