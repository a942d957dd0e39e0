package dev.flotilla.control.object;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A kind of storage. Lists and deletions block; addresses are made without asking anybody. */
interface Store {
    SignedAddress upload(ObjectKey key, long mostBytes, Instant now);

    SignedAddress download(ObjectKey key, Optional<String> savedAs, Instant now);

    /** Those below the key, by name, at most so many. */
    List<StoredObject> list(ObjectKey above, int most);

    /** Begins an object that comes in parts; answers by which name they belong together. */
    String beginParts(ObjectKey key);

    SignedAddress uploadPart(ObjectKey key, String upload, int number, long bytes, Instant now);

    /** Those that are there, by number; none when the upload is over. */
    List<StoredPart> parts(ObjectKey key, String upload);

    void join(ObjectKey key, String upload, List<StoredPart> parts);

    /** What is over is abandoned, too. */
    void abandonParts(ObjectKey key, String upload);

    /** At most so many bytes of an object, fewer at its end. */
    byte[] read(ObjectKey key, long from, int most);

    /** What is not there is deleted, too. */
    void delete(ObjectKey key);
}
