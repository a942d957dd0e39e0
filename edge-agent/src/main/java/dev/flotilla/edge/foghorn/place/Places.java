package dev.flotilla.edge.foghorn.place;

import dev.flotilla.edge.foghorn.balance.ClientAddress;
import dev.flotilla.edge.foghorn.balance.Position;
import dev.flotilla.edge.foghorn.http.Locator;
import dev.flotilla.edge.foghorn.recent.Recent;
import dev.flotilla.proto.event.v1.Place;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Tells where addresses are, by geographic databases if there are any. From memory mostly, never from the network. For any thread. */
public final class Places implements Locator, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Places.class);
    private static final int MOST_RECENT = 10_000;
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final List<GeoFile> files;
    private final Recent<ClientAddress, Whereabouts> recent;

    Places(List<GeoFile> files, LongSupplier nowNs) {
        this.files = List.copyOf(files);
        this.recent = new Recent<>(MOST_RECENT, FRESH, nowNs);
    }

    /** Knows of nobody where they are. */
    public static Places none() {
        return new Places(List.of(), System::nanoTime);
    }

    /** Where an address is. */
    public Whereabouts whereabouts(ClientAddress address) {
        return files.isEmpty() ? Whereabouts.UNKNOWN : recent.getOrMake(address, this::lookUp);
    }

    /** Where an address is, as text; unknown for what is no address. */
    public Whereabouts whereabouts(String address) {
        ClientAddress read = files.isEmpty() ? null : ClientAddress.parse(address);
        return read == null ? Whereabouts.UNKNOWN : whereabouts(read);
    }

    @Override
    public @Nullable Position locate(ClientAddress address) {
        return whereabouts(address).position();
    }

    /** What may be told in an address's stead. */
    public Place place(String address) {
        return told(whereabouts(address));
    }

    /** What may be told of where somebody is: no point but that of the bucket. */
    public static Place told(Whereabouts whereabouts) {
        Place.Builder place =
                Place.newBuilder().setCountry(whereabouts.country()).setCity(whereabouts.city());
        Position exactly = whereabouts.position();
        if (exactly != null) {
            Bucket bucket = Bucket.of(exactly);
            place.setBucket(bucket.name()).setLatitude(bucket.latitude()).setLongitude(bucket.longitude());
        }
        return place.build();
    }

    @Override
    public void close() {
        for (GeoFile file : files) {
            try {
                file.close();
            } catch (IOException unclean) {
                LOG.debugf("the geographic database does not close cleanly: %s", unclean.getMessage());
            }
        }
    }

    private Whereabouts lookUp(ClientAddress address) {
        return files.stream()
                .map(file -> file.find(address.toInetAddress()))
                .filter(found -> !found.equals(Whereabouts.UNKNOWN))
                .findFirst()
                .orElse(Whereabouts.UNKNOWN);
    }
}
