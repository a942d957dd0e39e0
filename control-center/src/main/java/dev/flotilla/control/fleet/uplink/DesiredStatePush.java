package dev.flotilla.control.fleet.uplink;

import dev.flotilla.control.certificate.NodeIdentity;
import dev.flotilla.id.NodeId;
import dev.flotilla.proto.uplink.v1.DesiredStateResult;
import dev.flotilla.proto.uplink.v1.Hello;
import dev.flotilla.unit.Generation;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Sends nodes what is wanted of them when it is newer than what they hold or were sent. A stream that cannot take more gets the
 * newest state when it can again: nothing waits in memory.
 */
@ApplicationScoped
class DesiredStatePush {
    private static final Logger LOG = Logger.getLogger(DesiredStatePush.class);

    private final Uplinks uplinks;
    private final DesiredFlows flows;
    private final Executor executor =
            task -> Thread.ofVirtual().name("desired-state").start(task);

    DesiredStatePush(Uplinks uplinks, DesiredFlows flows) {
        this.uplinks = uplinks;
        this.flows = flows;
    }

    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) DesiredFlows.Changed change) {
        uplinks.of(change.node()).ifPresent(stream -> executor.execute(() -> push(stream)));
    }

    /** A node says Hello: from now on what it holds is never newer than what is wanted. */
    void met(NodeIdentity who, Hello hello) {
        flows.met(who.tenant(), who.node(), new Generation(hello.getGeneration()), hello.getHasForeignFlows());
    }

    void answered(NodeIdentity who, DesiredStateResult result) {
        if (!result.getRefused().isEmpty()) {
            LOG.warnf("node=%s refused generation=%d: %s", who.node(), result.getGeneration(), result.getRefused());
        }
        flows.answered(who.tenant(), who.node(), result);
    }

    /** Sends the present state when it is news; nothing before Hello. A failure is mended by the next round of {@link #watch}. */
    void push(NodeStream stream) {
        if (!stream.hasSaidHello() || !stream.isReady()) {
            return;
        }
        NodeIdentity who = stream.identity();
        try {
            stream.offer(flows.of(who.tenant(), who.node()));
        } catch (RuntimeException e) {
            LOG.errorf(e, "node=%s: its desired state could not be read", who.node());
        }
    }

    /** Finds what another replica changed. */
    @Scheduled(every = "2s", identity = "desired-state-watch")
    void watch() {
        Collection<NodeStream> streams = uplinks.all();
        if (streams.isEmpty()) {
            return;
        }
        Map<NodeId, Generation> present = flows.generations(
                streams.stream().map(stream -> stream.identity().node()).collect(Collectors.toSet()));
        streams.stream()
                .filter(stream ->
                        stream.isNews(present.getOrDefault(stream.identity().node(), Generation.NONE)))
                .forEach(this::push);
    }
}
