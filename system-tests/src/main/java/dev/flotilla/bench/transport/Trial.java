package dev.flotilla.bench.transport;

import dev.flotilla.bench.cost.CpuTime;
import dev.flotilla.bench.cost.Resident;
import dev.flotilla.bench.relay.Contender;
import dev.flotilla.bench.relay.Job;
import dev.flotilla.bench.relay.Job.Leg;
import dev.flotilla.bench.relay.Relay;
import dev.flotilla.bench.tool.Tool;
import dev.flotilla.bench.tool.Toolbox;
import java.io.IOException;
import java.util.Optional;

/** One relay at work on one job, between a sender and a sink. */
final class Trial implements AutoCloseable {
    private static final long START_MS = 30_000;
    private static final long SETTLE_MS = 3_000;
    private static final long STEADY_MS = 10_000;
    private static final double STEADY_SECONDS = 0.5;
    private static final long LOOK_MS = 100;

    private final Toolbox toolbox;
    private final Job job;
    private final Contender contender;
    private final Tool sink;
    private final Relay relay;
    private Tool sender;

    private Trial(Toolbox toolbox, Job job, Contender contender, Tool sink, Relay relay, Tool sender) {
        this.toolbox = toolbox;
        this.job = job;
        this.contender = contender;
        this.sink = sink;
        this.relay = relay;
        this.sender = sender;
    }

    /** Starts it all and waits until every receiver gets packets, and for a while all of them. */
    static Trial start(Job job, Contender contender, Lab lab) throws IOException {
        return start(job, contender, lab, false);
    }

    /** The same with sinks that take many packets as one where they were sent as one. */
    static Trial start(Job job, Contender contender, Lab lab, boolean takesSegments) throws IOException {
        Toolbox toolbox = lab.toolbox();
        boolean isStamped = contender.keepsDatagrams();
        Tool sink = job.to() == Leg.UDP
                ? toolbox.sinkUdp(job.outPort(), job.receivers(), isStamped, takesSegments)
                : toolbox.sinkSrt(job.outPort(), isStamped, job.passphrase());
        Relay relay = null;
        try {
            sink.read();
            relay = contender.start(job, toolbox);
            Tool sender = job.from() == Leg.UDP
                    ? toolbox.sendUdp(job.bitsPerSecond(), job.inPort(), isStamped)
                    : toolbox.sendSrt(job.bitsPerSecond(), job.inPort(), job.flows(), job.passphrase());
            var trial = new Trial(toolbox, job, contender, sink, relay, sender);
            trial.awaitStreams();
            return trial;
        } catch (IOException | RuntimeException e) {
            Optional.ofNullable(relay).ifPresent(Relay::close);
            sink.close();
            throw e;
        }
    }

    private void awaitStreams() throws IOException {
        long deadlineNs = System.nanoTime() + START_MS * 1_000_000;
        while (sink.read().getOrDefault("heard", 0.0) < job.receivers()) {
            if (System.nanoTime() > deadlineNs) {
                String heard =
                        "%.0f of %d receivers".formatted(sink.read().getOrDefault("heard", 0.0), job.receivers());
                close();
                throw new IOException(contender.name() + ": only " + heard + " got anything");
            }
            pause(LOOK_MS);
        }
        pause(SETTLE_MS);
        // A process that is still busy with its start loses packets: that is no price of relaying.
        long steadyByNs = System.nanoTime() + STEADY_MS * 1_000_000;
        while (!measure(STEADY_SECONDS).isComplete() && System.nanoTime() < steadyByNs) {
            pause(LOOK_MS);
        }
    }

    /** Plays at another rate from now on, by UDP. */
    void play(long bitsPerSecond) {
        sender.close();
        sender = toolbox.sendUdp(bitsPerSecond, job.inPort(), contender.keepsDatagrams());
    }

    Relay relay() {
        return relay;
    }

    /** The processes that are not the relay. */
    long[] others() {
        return new long[] {sink.pid(), sender.pid()};
    }

    /** Measures from now on for that time. */
    Outcome measure(double seconds) {
        sender.mark();
        double before = sender.read().getOrDefault("packets", 0.0);
        sink.mark();
        CpuTime cpu = CpuTime.of(relay.processes());
        long beganNs = System.nanoTime();
        pause((long) (seconds * 1_000));
        double cpuSeconds = cpu.usedNs() / 1e9;
        double measured = (System.nanoTime() - beganNs) / 1e9;
        var counts = sink.read();
        double sent = sender.read().getOrDefault("packets", 0.0) - before;
        return new Outcome(
                cpuSeconds,
                measured,
                sent * job.flows(),
                counts,
                Resident.megabytes(relay.processes()),
                job.outputs(),
                contender.keepsDatagrams());
    }

    static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        sender.close();
        relay.close();
        sink.close();
    }
}
