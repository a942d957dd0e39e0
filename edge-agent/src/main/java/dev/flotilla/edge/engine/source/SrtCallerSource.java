package dev.flotilla.edge.engine.source;

import dev.flotilla.edge.engine.stream.Intake;
import dev.flotilla.edge.engine.stream.PacketSink;
import dev.flotilla.edge.engine.transport.SrtDialer;
import dev.flotilla.natives.srt.Srt;
import dev.flotilla.natives.srt.SrtSocket;
import dev.flotilla.natives.srt.SrtState;
import dev.flotilla.proto.flow.v1.SourceReport;
import dev.flotilla.proto.flow.v1.SrtCaller;
import org.jspecify.annotations.Nullable;

/** Fetches a stream from an SRT listener. */
final class SrtCallerSource implements Source {
    private final Intake intake;
    private final SrtReception reception;
    private final SrtWait wait = new SrtWait();
    private final SrtPace pace = new SrtPace();
    private final SrtDialer dialer;
    private @Nullable SrtSocket current;
    private boolean hadPeer;

    SrtCallerSource(SrtCaller spec, PacketSink sink) {
        intake = new Intake(sink, Srt.RECEIVE_BYTES);
        reception = new SrtReception(intake);
        dialer = SrtDialer.toReceive(spec);
    }

    @Override
    public int receive(long nowNs) {
        return reception.receive(nowNs);
    }

    @Override
    public long pauseNs(long turnNs) {
        return pace.pauseNs(turnNs);
    }

    @Override
    public void await(long timeoutNs) {
        wait.await(timeoutNs, intake);
    }

    @Override
    public void tend(long nowNs) {
        pace.measure(intake.packets(), nowNs);
        if (current != null && reception.isLost()) {
            end();
            dialer.lost(nowNs);
        }
        if (current != null && current.state() != SrtState.CONNECTED) {
            end();
        }
        dialer.tend(nowNs);
        SrtSocket connection = dialer.connection();
        if (current == null && connection != null) {
            reception.begin(connection);
            wait.watch(connection);
            current = connection;
            hadPeer = true;
        }
    }

    private void end() {
        reception.end();
        wait.watch(null);
        current = null;
    }

    @Override
    public Intake intake() {
        return intake;
    }

    @Override
    public boolean hasPeer() {
        return current != null;
    }

    @Override
    public boolean hasLeft() {
        return hadPeer && (current == null || reception.isLost());
    }

    @Override
    public String peer() {
        return current == null ? "" : dialer.peer();
    }

    @Override
    public String detail() {
        return dialer.detail();
    }

    @Override
    public void describe(SourceReport.Builder report) {
        reception.describe(report);
    }

    @Override
    public void close() {
        end();
        wait.close();
        dialer.close();
        reception.close();
    }
}
