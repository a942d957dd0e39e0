package dev.flotilla.control.object;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects that come in parts, in a folder: each part is an object of its own beside the whole one, until they are joined. */
final class FolderParts {
    /** S3 allows as many. */
    static final int MOST = 10_000;

    private final FolderStore store;

    FolderParts(FolderStore store) {
        this.store = store;
    }

    static ObjectKey part(ObjectKey whole, String upload, int number) {
        return new ObjectKey(above(whole, upload) + "/%05d".formatted(number));
    }

    private static ObjectKey above(ObjectKey whole, String upload) {
        String text = whole.text();
        return new ObjectKey(text.substring(0, text.length() - whole.name().length()) + upload);
    }

    List<StoredPart> list(ObjectKey whole, String upload) {
        var parts = new ArrayList<StoredPart>();
        for (StoredObject object : store.list(above(whole, upload), MOST)) {
            try {
                StoredFile file = StoredFile.of(store.path(object.key()));
                parts.add(new StoredPart(
                        Integer.parseInt(object.key().name()),
                        file.bytes(),
                        file.tag().replace("\"", "")));
            } catch (IOException e) {
                throw new StorageFailed("cannot look at " + object.key(), e);
            }
        }
        return parts;
    }

    /** Takes as much room again as the parts, until they are gone. */
    void join(ObjectKey whole, String upload, List<StoredPart> parts) {
        Path unfinished = null;
        try {
            unfinished = store.begin();
            try (FileChannel out = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                for (StoredPart part : parts) {
                    append(store.path(part(whole, upload, part.number())), out);
                }
                out.force(true);
            }
            Path place = store.path(whole);
            Files.createDirectories(place.getParent());
            Files.move(unfinished, place, StandardCopyOption.ATOMIC_MOVE);
            abandon(whole, upload);
        } catch (IOException e) {
            throw new StorageFailed("cannot join the parts of " + whole, e);
        } finally {
            discard(unfinished);
        }
    }

    void abandon(ObjectKey whole, String upload) {
        store.list(above(whole, upload), MOST).forEach(part -> store.delete(part.key()));
    }

    private static void append(Path part, FileChannel out) throws IOException {
        try (FileChannel in = FileChannel.open(part)) {
            long size = in.size();
            for (long at = 0; at < size; ) {
                long moved = in.transferTo(at, size - at, out);
                if (moved <= 0) {
                    throw new NoSuchFileException(part.toString(), null, "it became shorter");
                }
                at += moved;
            }
        }
    }

    private static void discard(@Nullable Path unfinished) {
        try {
            if (unfinished != null) {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException _) {
            // It goes with those that uploads left behind.
        }
    }
}
