package dev.flotilla.edge.engine.output;

import dev.flotilla.edge.engine.stream.Hold;
import dev.flotilla.edge.engine.stream.Ring;
import dev.flotilla.edge.engine.transport.Notices;
import dev.flotilla.edge.engine.transport.SrtDialer;
import dev.flotilla.natives.srt.SrtSocket;
import dev.flotilla.proto.flow.v1.OutputReport;
import dev.flotilla.proto.flow.v1.SrtCaller;
import org.jspecify.annotations.Nullable;

/** Brings the stream to an SRT listener, and dials again whenever it is gone. */
final class SrtCallerOutput implements Output {
    private final Ring ring;
    private final Hold hold;
    private final Notices notices;
    private final SrtDialer dialer;
    private final OutputReport.Builder gone = OutputReport.newBuilder();
    private @Nullable SrtDelivery delivery;
    private long turnNs;

    SrtCallerOutput(SrtCaller spec, Hold hold, Ring ring, Notices notices) {
        this.ring = ring;
        this.hold = hold;
        this.notices = notices;
        this.dialer = SrtDialer.toSend(spec);
    }

    @Override
    public int send(long nowNs) {
        return delivery == null ? 0 : delivery.send(nowNs, hold, turnNs);
    }

    @Override
    public long dueNs() {
        return delivery == null ? Long.MAX_VALUE : delivery.dueNs(hold, turnNs);
    }

    @Override
    public void tend(long nowNs) {
        if (delivery != null && delivery.isLost()) {
            end();
            dialer.lost(nowNs);
        }
        dialer.tend(nowNs);
        SrtSocket connection = dialer.connection();
        if (delivery != null && connection == null) {
            end();
        }
        if (delivery == null && connection != null) {
            delivery = new SrtDelivery(ring, connection, dialer.peer());
            notices.connected(dialer.peer());
        }
    }

    private void end() {
        if (delivery != null) {
            delivery.addTo(gone);
            delivery.close();
            delivery = null;
            notices.lost(dialer.peer(), "the connection was lost");
        }
    }

    @Override
    public long turnNs() {
        return hold.turnNs();
    }

    @Override
    public void useTurn(long turnNs) {
        this.turnNs = turnNs;
    }

    @Override
    public boolean isConnected() {
        return delivery != null;
    }

    @Override
    public boolean isFaulty() {
        return delivery == null;
    }

    @Override
    public boolean isDrained() {
        return delivery == null || delivery.isDrained();
    }

    @Override
    public void describe(OutputReport.Builder report) {
        report.mergeFrom(gone.clone().clearRoundTripMs().build());
        if (delivery != null) {
            delivery.addTo(report);
            report.setNegotiatedLatencyMs(delivery.latencyMs());
        }
        report.setClients(delivery == null ? 0 : 1).setDetail(dialer.detail());
    }

    @Override
    public void close() {
        if (delivery != null) {
            delivery.close();
            delivery = null;
        }
        dialer.close();
    }
}
