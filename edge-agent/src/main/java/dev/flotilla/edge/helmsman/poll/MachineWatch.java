package dev.flotilla.edge.helmsman.poll;

import dev.flotilla.edge.helmsman.mist.MistConfig;
import dev.flotilla.edge.uplink.FlowReporting;
import dev.flotilla.proto.foghorn.v1.NodeReport;
import dev.flotilla.proto.node.v1.Health;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Reports a node that has no MistServer: its machine, and the flows of its transport engine as streams. */
public final class MachineWatch implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(MachineWatch.class);

    private final NodeReports.Alone node;
    private final Supplier<Health> machine;
    private final FlowReporting flows;
    private final Consumer<NodeReport> reports;
    private final Duration interval;
    private final CountDownLatch stop = new CountDownLatch(1);

    /** @param bandwidthLimit what the node may send, bytes per second; 0 when it was not told */
    public MachineWatch(
            long bandwidthLimit,
            Supplier<Health> machine,
            FlowReporting flows,
            Consumer<NodeReport> reports,
            Duration interval) {
        this.node = new NodeReports.Alone(bandwidthLimit, MistConfig.Location.UNKNOWN, List.of());
        this.machine = machine;
        this.flows = flows;
        this.reports = reports;
        this.interval = interval;
    }

    public void start() {
        Thread.ofVirtual().name("node-report").start(this::run);
    }

    private void run() {
        try {
            do {
                report();
            } while (!stop.await(interval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Reports now. */
    void report() {
        try {
            reports.accept(NodeReports.alone(node, machine.get(), SharedMemory.ofThisMachine(), flows.reports()));
        } catch (RuntimeException failure) {
            LOG.error("the node could not be reported; it goes on", failure);
        }
    }

    @Override
    public void close() {
        stop.countDown();
    }
}
