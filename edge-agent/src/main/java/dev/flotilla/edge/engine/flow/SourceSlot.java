package dev.flotilla.edge.engine.flow;

import dev.flotilla.edge.engine.failover.Candidate;
import dev.flotilla.edge.engine.source.Source;
import dev.flotilla.edge.engine.source.Sources;
import dev.flotilla.edge.engine.stream.BitrateMeter;
import dev.flotilla.edge.engine.stream.PacketSink;
import dev.flotilla.proto.event.v1.Severity;
import dev.flotilla.proto.flow.v1.SourceReport;
import java.nio.ByteBuffer;

/** A source with its place in the flow: whether media arrives, since when it does not, and the row of its report. */
final class SourceSlot implements Candidate, PacketSink, AutoCloseable {
    private static final long LIVE_WITHIN_NS = 1_000_000_000;

    private final dev.flotilla.proto.flow.v1.Source spec;
    private final Source source;
    private final FlowEvents events;
    private final BitrateMeter bitrate = new BitrateMeter();
    private PacketSink sink = (bytes, offset, length, arrivedNs) -> {};
    private int[] requiredPids = {};
    private boolean isConnected;
    private boolean wasConnected;
    private long disconnections;
    private long strayBytes;
    private boolean isStraying;

    SourceSlot(dev.flotilla.proto.flow.v1.Source spec, FlowEvents events) {
        this.spec = spec;
        this.events = events;
        this.source = Sources.of(spec, this);
    }

    /** Whether it is already as that specification wants it. */
    boolean follows(dev.flotilla.proto.flow.v1.Source wanted) {
        // A description moves no packet: another one is no reason to close anything.
        return spec.equals(
                wanted.toBuilder().setDescription(spec.getDescription()).build());
    }

    /** Has its packets go there from now on, and asks for those PIDs in them. */
    void feed(PacketSink newSink, int[] newRequiredPids) {
        sink = newSink;
        requiredPids = newRequiredPids.clone();
    }

    @Override
    public void accept(ByteBuffer bytes, int offset, int length, long arrivedNs) {
        sink.accept(bytes, offset, length, arrivedNs);
    }

    Source source() {
        return source;
    }

    String name() {
        return spec.getName();
    }

    /** Its protocol and port, for people. */
    String transport() {
        return Transports.words(spec);
    }

    void tend(long nowNs) {
        source.tend(nowNs);
        source.intake().tend(nowNs);
        boolean isLive = source.hasPeer() && source.isLive(nowNs, LIVE_WITHIN_NS);
        if (isLive && !isConnected) {
            String from = source.peer().isEmpty() ? "" : " from " + source.peer();
            events.record("source_connected", Severity.SEVERITY_INFO, "Source " + spec.getName() + " receives" + from);
        } else if (isConnected && !isLive) {
            disconnections++;
            String why = source.hasPeer() ? "nothing comes any more" : source.detail();
            events.record("source_lost", Severity.SEVERITY_WARNING, "Source " + spec.getName() + " is lost: " + why);
        }
        isConnected = isLive;
        wasConnected |= isLive;
    }

    /** Whether media arrives. */
    boolean isConnected() {
        return isConnected;
    }

    /** Whether media has arrived at some time. */
    boolean wasConnected() {
        return wasConnected;
    }

    /** Whether bytes came that belong to no transport-stream packet, between the last two reports. */
    boolean isStraying() {
        return isStraying;
    }

    @Override
    public boolean hasArrived() {
        return source.intake().packets() > 0;
    }

    @Override
    public long lastArrivalNs() {
        return source.lastArrivalNs();
    }

    @Override
    public boolean hasLeft() {
        return source.hasLeft();
    }

    @Override
    public boolean hasSync() {
        return source.intake().hasSync();
    }

    @Override
    public boolean hasRequiredPids() {
        return source.intake().watch().hasAll(requiredPids);
    }

    String detail() {
        return source.hasPeer() && !isConnected ? "the peer is there, but sends nothing" : source.detail();
    }

    /** Why it could not take over. */
    String standbyFault() {
        if (!isConnected) {
            return detail().isEmpty() ? "nothing comes" : detail();
        }
        return hasSync() ? "a required PID is missing" : "what arrives is not a clean transport stream";
    }

    SourceReport.Builder report(long nowNs) {
        var intake = source.intake();
        isStraying = intake.strayBytes() > strayBytes;
        strayBytes = intake.strayBytes();
        var report = SourceReport.newBuilder()
                .setName(spec.getName())
                .setConnected(isConnected)
                .setBitrateBps(bitrate.sample(intake.bytes(), nowNs))
                .setPacketsReceived(intake.packets())
                .setBytesReceived(intake.bytes())
                .setContinuityErrors(intake.watch().continuityErrors())
                .setStreamErrors(intake.watch().errors())
                .setDisconnections(disconnections)
                .setPeer(source.peer())
                .setDetail(detail());
        source.describe(report);
        return report;
    }

    @Override
    public void close() {
        source.close();
    }
}
