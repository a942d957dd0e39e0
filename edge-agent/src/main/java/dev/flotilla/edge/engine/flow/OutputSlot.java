package dev.flotilla.edge.engine.flow;

import dev.flotilla.edge.engine.output.Output;
import dev.flotilla.edge.engine.output.Outputs;
import dev.flotilla.edge.engine.stream.BitrateMeter;
import dev.flotilla.edge.engine.stream.Ring;
import dev.flotilla.edge.engine.transport.Notices;
import dev.flotilla.proto.event.v1.Severity;
import dev.flotilla.proto.flow.v1.OutputReport;

/** An output with its place in the flow: who came and went, and the row of its report. */
final class OutputSlot implements Notices, AutoCloseable {
    private final dev.flotilla.proto.flow.v1.Output spec;
    private final Output output;
    private final FlowEvents events;
    private final BitrateMeter bitrate = new BitrateMeter();
    private long disconnections;

    OutputSlot(dev.flotilla.proto.flow.v1.Output spec, Ring ring, FlowEvents events) {
        this.spec = spec;
        this.events = events;
        this.output = Outputs.of(spec, ring, this);
    }

    /** Whether it is already as that specification wants it. */
    boolean follows(dev.flotilla.proto.flow.v1.Output wanted) {
        // A description moves no packet: another one is no reason to close anything.
        return spec.equals(
                wanted.toBuilder().setDescription(spec.getDescription()).build());
    }

    Output output() {
        return output;
    }

    @Override
    public void connected(String peer) {
        String message = "Output " + spec.getName() + " sends to " + peer;
        events.record("output_connected", Severity.SEVERITY_INFO, message);
    }

    @Override
    public void lost(String peer, String why) {
        disconnections++;
        String message = "Output " + spec.getName() + " lost " + peer + ": " + why;
        events.record("output_lost", Severity.SEVERITY_WARNING, message);
    }

    OutputReport report(long nowNs) {
        var report = OutputReport.newBuilder();
        output.describe(report);
        return report.setName(spec.getName())
                .setConnected(output.isConnected())
                .setBitrateBps(bitrate.sample(report.getBytesSent(), nowNs))
                .setDisconnections(disconnections)
                .build();
    }

    @Override
    public void close() {
        output.close();
    }
}
