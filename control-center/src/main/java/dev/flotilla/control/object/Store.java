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

    /** What is not there is deleted, too. */
    void delete(ObjectKey key);
}
