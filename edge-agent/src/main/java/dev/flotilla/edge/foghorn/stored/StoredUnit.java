package dev.flotilla.edge.foghorn.stored;

import dev.flotilla.edge.foghorn.directory.StoredObjects;
import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.PresentIdentity;
import dev.flotilla.edge.uplink.identity.StorageTls;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Playing from the object storage within the agent: puts its parts together. */
@Singleton
class StoredUnit {
    @Produces
    @Singleton
    HttpFetcher fetcher(IdentityFolder folder) {
        return new HttpFetcher(StorageTls.of(new PresentIdentity(folder)));
    }

    void close(@Disposes HttpFetcher fetcher) {
        fetcher.close();
    }

    @Produces
    @Singleton
    StoredMedia media(StoredObjects objects, HttpFetcher fetcher) {
        return new StoredMedia(objects, fetcher, Clock.systemUTC());
    }
}
