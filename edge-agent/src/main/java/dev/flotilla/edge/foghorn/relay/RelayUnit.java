package dev.flotilla.edge.foghorn.relay;

import dev.flotilla.edge.uplink.identity.IdentityFolder;
import dev.flotilla.edge.uplink.identity.PresentIdentity;
import dev.flotilla.proto.event.v1.Place;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The relay within the agent: puts its parts together. Without somebody who knows places, addresses are left out all the same. */
@Singleton
class RelayUnit {
    @Produces
    @Singleton
    CenterConnection connection(IdentityFolder folder) {
        return new CenterConnection(new PresentIdentity(folder));
    }

    void close(@Disposes CenterConnection connection) {
        connection.close();
    }

    @Produces
    @Singleton
    EventRelay relay(
            CenterConnection center,
            Instance<Places> places,
            Instance<StreamIds> streams,
            Instance<ArtifactStreams> artifacts) {
        return new EventRelay(
                center,
                places.isResolvable() ? places.get() : _ -> Place.getDefaultInstance(),
                streams.isResolvable() ? streams.get() : _ -> Optional.empty(),
                // Who knows of them is made of the streams to nodes, which need a relay first.
                hash -> artifacts.get().streamOf(hash));
    }
}
