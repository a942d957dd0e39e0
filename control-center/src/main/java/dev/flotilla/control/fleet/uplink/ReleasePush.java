package dev.flotilla.control.fleet.uplink;

import dev.flotilla.id.NodeId;
import dev.flotilla.proto.uplink.v1.DesiredRelease;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;

/** Tells nodes whose turn has come which version to run; each stream once, and so again after an agent came back. */
@ApplicationScoped
class ReleasePush {
    private final Uplinks uplinks;
    private final DesiredReleases releases;

    ReleasePush(Uplinks uplinks, DesiredReleases releases) {
        this.uplinks = uplinks;
        this.releases = releases;
    }

    /** Finds whose turn it is, whichever replica decided so. */
    @Scheduled(every = "2s", identity = "release-watch", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void watch() {
        Collection<NodeStream> streams = uplinks.all();
        if (streams.isEmpty()) {
            return;
        }
        Map<NodeId, DesiredRelease> orders = releases.of(
                streams.stream().map(stream -> stream.identity().node()).toList());
        streams.forEach(stream -> {
            DesiredRelease order = orders.get(stream.identity().node());
            if (order != null) {
                stream.offer(order);
            }
        });
    }
}
