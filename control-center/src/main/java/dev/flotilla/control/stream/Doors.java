package dev.flotilla.control.stream;

import dev.flotilla.control.fleet.Foghorns;
import dev.flotilla.control.fleet.Foghorns.Foghorn;
import dev.flotilla.control.fleet.marketplace.Listing;
import dev.flotilla.control.fleet.marketplace.Route;
import dev.flotilla.control.fleet.marketplace.Routes;
import dev.flotilla.control.fleet.uplink.UplinkConfig;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.TenantId;
import io.smallrye.graphql.api.DefaultNonNull;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.graphql.Name;

/** By which Foghorn each region is entered. */
@ApplicationScoped
public class Doors {
    /**
     * The door of a region, which knows the best of its nodes.
     *
     * @param playbackUrl where it is watched; takes an ending that names a protocol (".m3u8")
     * @param ingestUrl followed by '/' and a stream key it answers where to publish
     */
    @DefaultNonNull
    @Name("StreamAddress")
    public record Address(String region, String playbackUrl, String ingestUrl) {}

    /**
     * One of a region's Foghorns.
     *
     * @param http scheme, host and port
     */
    public record Door(String region, String http) {
        public String playbackUrl(String playbackId) {
            return http + "/play/" + playbackId;
        }

        Address address(Stream stream) {
            return new Address(region, playbackUrl(stream.playbackId()), http + "/ingest");
        }
    }

    private final Routes routes;
    private final Foghorns foghorns;
    private final UplinkConfig config;
    private final Clock clock = Clock.systemUTC();

    Doors(Routes routes, Foghorns foghorns, UplinkConfig config) {
        this.routes = routes;
        this.foghorns = foghorns;
        this.config = config;
    }

    /**
     * One of each cluster that may serve the tenant, in the order in which they are taken: the address that its owner gave it, or a
     * Foghorn of it, one that is online before one that was heard of lately. Its own clusters are there though they do not serve now.
     */
    public List<Door> of(TenantId tenant) {
        List<Listing> regions = routes.of(tenant).stream()
                .filter(route -> route.serves() || route.isOwn(tenant))
                .map(Route::cluster)
                .toList();
        Map<ClusterId, List<Foghorn>> found = foghorns.of(
                regions.stream().map(Listing::clusterId).toList(),
                clock.instant().minus(config.foghornAbsence()));
        return regions.stream()
                .flatMap(region -> region
                        .baseUrl()
                        .or(() -> best(found.getOrDefault(region.clusterId(), List.of())))
                        .map(http -> new Door(region.name(), http))
                        .stream())
                .toList();
    }

    private static Optional<String> best(List<Foghorn> foghorns) {
        return foghorns.stream()
                .filter(foghorn -> foghorn.http() != null)
                .min(Comparator.comparing(foghorn -> !foghorn.isOnline()))
                .map(foghorn -> String.valueOf(foghorn.http()));
    }
}
