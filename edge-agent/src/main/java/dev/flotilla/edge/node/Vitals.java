package dev.flotilla.edge.node;

import dev.flotilla.proto.node.v1.Health;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Takes the machine's pulse every two seconds, so that whoever asks how it does is answered from memory. */
final class Vitals implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(2);
    /** An engine that was just lost is on its way back, which is no problem yet. */
    private static final Duration ENGINE_GRACE = Duration.ofSeconds(5);

    private final Proc proc;
    private final Path data;
    private final Supplier<Optional<Long>> enginePid;
    private final boolean needsEngine;
    private final InstantSource clock;
    private final Instant agentStart;
    private final CountDownLatch stop = new CountDownLatch(1);
    private Sample sample;
    private Instant engineSeen;

    private volatile Health health = Health.getDefaultInstance();

    private record Sample(long atNs, CpuTimes cpu, NetworkBytes network) {}

    /** @param needsEngine whether something is wrong where there is no engine */
    Vitals(Proc proc, Path data, Supplier<Optional<Long>> enginePid, boolean needsEngine, InstantSource clock) {
        this.proc = proc;
        this.data = data;
        this.enginePid = enginePid;
        this.needsEngine = needsEngine;
        this.clock = clock;
        this.agentStart = startOf(ProcessHandle.current().pid()).orElseGet(clock::instant);
        this.engineSeen = clock.instant();
        this.sample = sample();
        take();
    }

    /** The latest measurement. */
    Health health() {
        return health;
    }

    void start() {
        Thread.ofVirtual().name("vitals").start(this::keepTaking);
    }

    /** Measures now; rates are over the time since the measurement before. */
    void take() {
        Sample before = sample;
        sample = sample();
        Duration elapsed = Duration.ofNanos(sample.atNs - before.atNs);
        MemoryUse memory = MemoryUse.parse(proc.text("meminfo"));
        DiskUse disk = DiskUse.of(data);
        Optional<Long> engine = enginePid.get();
        Instant now = clock.instant();
        engineSeen = engine.isPresent() ? now : engineSeen;
        boolean isEngineThere =
                !needsEngine || Duration.between(engineSeen, now).compareTo(ENGINE_GRACE) <= 0;
        health = Health.newBuilder()
                .setMeasuredAtMs(now.toEpochMilli())
                .setCpu(sample.cpu.shareSince(before.cpu))
                .setMemoryUsedBytes(memory.usedBytes())
                .setMemoryBytes(memory.totalBytes())
                .setDiskUsedBytes(disk.usedBytes())
                .setDiskBytes(disk.totalBytes())
                .setNetworkInBps(sample.network.inBpsSince(before.network, elapsed))
                .setNetworkOutBps(sample.network.outBpsSince(before.network, elapsed))
                .setAgentMemoryBytes(proc.residentBytes(ProcessHandle.current().pid()))
                .setAgentStartedAtMs(agentStart.toEpochMilli())
                .setEngineMemoryBytes(engine.map(proc::residentBytes).orElse(0L))
                .setEngineStartedAtMs(engine.flatMap(Vitals::startOf)
                        .map(Instant::toEpochMilli)
                        .orElse(0L))
                .addAllProblems(NodeProblems.of(disk, memory, isEngineThere))
                .build();
    }

    @Override
    public void close() {
        stop.countDown();
    }

    private void keepTaking() {
        try {
            while (!stop.await(PERIOD.toMillis(), TimeUnit.MILLISECONDS)) {
                take();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Sample sample() {
        return new Sample(
                System.nanoTime(), CpuTimes.parse(proc.text("stat")), NetworkBytes.parse(proc.text("net/dev")));
    }

    private static Optional<Instant> startOf(long pid) {
        return ProcessHandle.of(pid).flatMap(process -> process.info().startInstant());
    }
}
