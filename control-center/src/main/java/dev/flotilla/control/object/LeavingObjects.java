package dev.flotilla.control.object;

import dev.flotilla.control.tenant.departure.TenantLeaves;
import dev.flotilla.id.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Takes the objects of a tenant away that is deleted. */
@ApplicationScoped
class LeavingObjects implements TenantLeaves {
    private static final int MOST = 100;

    private final ObjectStorage storage;

    LeavingObjects(ObjectStorage storage) {
        this.storage = storage;
    }

    @Override
    public Turn turn() {
        return Turn.ERASE;
    }

    @Override
    public String what() {
        return "objects";
    }

    @Override
    public int takeSome(TenantId tenant) {
        if (!storage.isThere()) {
            return 0;
        }
        List<StoredObject> some = storage.list(ObjectKey.of(tenant.value()), MOST);
        some.forEach(object -> storage.delete(object.key()));
        return some.size();
    }

    /** Until then an upload may come by an address that a node was given before. */
    @Override
    public Duration late() {
        return storage.isThere() ? storage.uploadExpiry() : Duration.ZERO;
    }
}
