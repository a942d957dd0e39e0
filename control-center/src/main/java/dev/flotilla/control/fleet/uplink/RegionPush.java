package dev.flotilla.control.fleet.uplink;

import dev.flotilla.control.certificate.Certificates;
import dev.flotilla.control.fleet.Foghorns;
import dev.flotilla.control.fleet.Foghorns.Foghorn;
import dev.flotilla.control.fleet.NodeLifecycles;
import dev.flotilla.id.ClusterId;
import dev.flotilla.id.NodeId;
import dev.flotilla.id.TenantId;
import dev.flotilla.proto.foghorn.v1.Mode;
import dev.flotilla.proto.uplink.v1.FoghornAddress;
import dev.flotilla.proto.uplink.v1.Region;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells nodes the Foghorns of their cluster, which certificates of their tenant count no more, and the mode that they were given,
 * whenever one of these has changed.
 * A stream that cannot take more hears of it when it can again.
 */
@ApplicationScoped
class RegionPush {
    private static final Logger LOG = Logger.getLogger(RegionPush.class);

    /** Nodes with the same of both are told the same. */
    private record Home(TenantId tenant, ClusterId cluster) {
        static Optional<Home> of(NodeStream stream) {
            return stream.cluster().map(cluster -> new Home(stream.identity().tenant(), cluster));
        }
    }

    private final Uplinks uplinks;
    private final Foghorns foghorns;
    private final Certificates certificates;
    private final NodeLifecycles lifecycles;
    private final UplinkConfig config;
    private final Clock clock = Clock.systemUTC();

    RegionPush(
            Uplinks uplinks,
            Foghorns foghorns,
            Certificates certificates,
            NodeLifecycles lifecycles,
            UplinkConfig config) {
        this.uplinks = uplinks;
        this.foghorns = foghorns;
        this.certificates = certificates;
        this.lifecycles = lifecycles;
        this.config = config;
    }

    /** Tells a node that was just welcomed. A failure is mended by the next round of {@link #watch}. */
    void push(NodeStream stream) {
        try {
            pushAll(List.of(stream));
        } catch (RuntimeException e) {
            LOG.errorf(
                    e,
                    "node=%s: the Foghorns of its cluster could not be read",
                    stream.identity().node());
        }
    }

    /** Finds what changed, here or by another replica. */
    @Scheduled(every = "2s", identity = "region-watch", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void watch() {
        pushAll(uplinks.all());
    }

    private void pushAll(Collection<NodeStream> streams) {
        Set<Home> homes =
                streams.stream().flatMap(stream -> Home.of(stream).stream()).collect(Collectors.toSet());
        if (homes.isEmpty()) {
            return;
        }
        Map<ClusterId, List<Foghorn>> present = foghorns.of(
                homes.stream().map(Home::cluster).toList(), clock.instant().minus(config.foghornAbsence()));
        Map<TenantId, List<String>> revoked =
                certificates.revoked(homes.stream().map(Home::tenant).distinct().toList());
        Map<Home, Region> regions = new HashMap<>();
        for (Home home : homes) {
            Region.Builder region =
                    Region.newBuilder().addAllRevokedSerials(revoked.getOrDefault(home.tenant(), List.of()));
            present.getOrDefault(home.cluster(), List.of()).forEach(foghorn -> region.addFoghorns(address(foghorn)));
            regions.put(home, region.build());
        }
        Map<NodeId, Mode> modes = lifecycles.modes(
                streams.stream().map(stream -> stream.identity().node()).toList());
        streams.forEach(stream -> Home.of(stream)
                .map(regions::get)
                .map(region -> withMode(region, modes.get(stream.identity().node())))
                .ifPresent(stream::offer));
    }

    private static Region withMode(Region region, @Nullable Mode mode) {
        return mode == null ? region : region.toBuilder().setMode(mode).build();
    }

    private static FoghornAddress address(Foghorn foghorn) {
        return FoghornAddress.newBuilder()
                .setNodeId(foghorn.node().value())
                .setControl(foghorn.control())
                .setHttp(Optional.ofNullable(foghorn.http()).orElse(""))
                .build();
    }
}
