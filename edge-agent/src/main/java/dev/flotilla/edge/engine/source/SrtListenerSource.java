package dev.flotilla.edge.engine.source;

import dev.flotilla.edge.engine.stream.Intake;
import dev.flotilla.edge.engine.stream.PacketSink;
import dev.flotilla.edge.engine.transport.SrtDoorstep;
import dev.flotilla.natives.srt.Srt;
import dev.flotilla.natives.srt.SrtSocket;
import dev.flotilla.natives.srt.SrtState;
import dev.flotilla.proto.flow.v1.SourceReport;
import dev.flotilla.proto.flow.v1.SrtListener;
import org.jspecify.annotations.Nullable;

/** Waits for an encoder that calls by SRT. One caller at a time: another one is refused while the first is there. */
final class SrtListenerSource implements Source {
    private final Intake intake;
    private final SrtReception reception;
    private final SrtWait wait = new SrtWait();
    private final SrtPace pace = new SrtPace();
    private final SrtDoorstep doorstep;
    private @Nullable SrtSocket caller;
    private boolean hadCaller;
    private volatile boolean isOccupied;

    SrtListenerSource(SrtListener spec, PacketSink sink) {
        intake = new Intake(sink, Srt.RECEIVE_BYTES);
        reception = new SrtReception(intake);
        doorstep = SrtDoorstep.forPublishers(spec, () -> !isOccupied);
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
        doorstep.tend(nowNs);
        if (caller != null && (reception.isLost() || caller.state() != SrtState.CONNECTED)) {
            dismiss();
        }
        doorstep.accept().ifPresent(this::welcome);
        wait.watch(caller != null ? caller : doorstep.listener());
    }

    private void welcome(SrtSocket socket) {
        if (caller != null) {
            // Two callers came at the same moment.
            socket.close();
            return;
        }
        isOccupied = true;
        hadCaller = true;
        caller = socket;
        reception.begin(socket);
    }

    private void dismiss() {
        reception.end();
        if (caller != null) {
            wait.watch(null);
            caller.close();
            caller = null;
        }
        isOccupied = false;
    }

    @Override
    public Intake intake() {
        return intake;
    }

    @Override
    public boolean hasPeer() {
        return caller != null;
    }

    @Override
    public boolean hasLeft() {
        return hadCaller && (caller == null || reception.isLost());
    }

    @Override
    public String peer() {
        return reception.peer();
    }

    @Override
    public String detail() {
        if (caller != null) {
            return "";
        }
        if (!doorstep.detail().isEmpty()) {
            return doorstep.detail();
        }
        if (hadCaller) {
            return "the caller left" + doorstep.turnedAway();
        }
        return "no caller yet" + doorstep.turnedAway();
    }

    @Override
    public void describe(SourceReport.Builder report) {
        reception.describe(report);
    }

    @Override
    public void close() {
        dismiss();
        wait.close();
        doorstep.close();
        reception.close();
    }
}
