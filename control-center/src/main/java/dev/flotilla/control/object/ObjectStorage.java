package dev.flotilla.control.object;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The object storage of this installation. */
public final class ObjectStorage {
    private final Optional<Store> store;
    private final ObjectConfig config;
    private final Clock clock;

    ObjectStorage(Optional<Store> store, ObjectConfig config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    /** Whether there is one. Without one nothing else may be asked. */
    public boolean isThere() {
        return store.isPresent();
    }

    /**
     * An address that takes an object by one HTTP PUT, in the place of one that has the name already.
     *
     * @param bytes its size; 0 when it is not known, which then may be up to {@link #largestBytes()}
     */
    public SignedAddress upload(ObjectKey key, long bytes) {
        return store().upload(key, bytes, clock.instant());
    }

    /** An address that gives the object by HTTP GET, ranges of it as well. It is not looked whether the object is there. */
    public SignedAddress download(ObjectKey key) {
        return store().download(key, Optional.empty(), clock.instant());
    }

    /** The same, for a browser that shall save it under that name. */
    public SignedAddress download(ObjectKey key, String savedAs) {
        return store().download(key, Optional.of(savedAs), clock.instant());
    }

    /** Those below the key, by name, at most so many. Blocks; throws {@link StorageFailed}. */
    public List<StoredObject> list(ObjectKey above, int most) {
        return store().list(above, most);
    }

    /** Blocks; throws {@link StorageFailed}. What is not there is deleted, too. */
    public void delete(ObjectKey key) {
        store().delete(key);
    }

    /** Begins an object that comes in parts; answers by which name they belong together. Blocks; throws {@link StorageFailed}. */
    public String beginParts(ObjectKey key) {
        return store().beginParts(key);
    }

    /** An address that takes a part of exactly that size by one HTTP PUT, whose answer's ETag names the part. */
    public SignedAddress uploadPart(ObjectKey key, String upload, int number, long bytes) {
        return store().uploadPart(key, upload, number, bytes, clock.instant());
    }

    /** The parts that are there, by number. Blocks; throws {@link StorageFailed}. */
    public List<StoredPart> parts(ObjectKey key, String upload) {
        return store().parts(key, upload);
    }

    /** Makes one object of its parts, which are gone then. Blocks for long; throws {@link StorageFailed}. */
    public void join(ObjectKey key, String upload, List<StoredPart> parts) {
        store().join(key, upload, parts);
    }

    /** Throws away what came of an upload. Blocks; throws {@link StorageFailed}. */
    public void abandonParts(ObjectKey key, String upload) {
        store().abandonParts(key, upload);
    }

    /** At most so many bytes of an object, fewer at its end. Blocks; throws {@link StorageFailed}. */
    public byte[] read(ObjectKey key, long from, int most) {
        return store().read(key, from, most);
    }

    public long largestBytes() {
        return config.largest().asLongValue();
    }

    /** How long an address holds by which an object may be written. */
    public Duration uploadExpiry() {
        return config.uploadExpiry();
    }

    private Store store() {
        return store.orElseThrow(() -> new StorageFailed("this installation has no object storage"));
    }
}
