package dev.flotilla.edge.engine.output;

import dev.flotilla.edge.engine.stream.Hold;
import dev.flotilla.edge.engine.stream.Ring;
import dev.flotilla.edge.engine.transport.Notices;
import dev.flotilla.edge.engine.transport.SrtDoorstep;
import dev.flotilla.natives.srt.SrtSocket;
import dev.flotilla.natives.srt.SrtState;
import dev.flotilla.proto.flow.v1.OutputReport;
import dev.flotilla.proto.flow.v1.SrtListener;
import java.util.ArrayList;
import java.util.List;

/** Serves every client that calls by SRT, each at its own pace. */
final class SrtListenerOutput implements Output {
    private static final int MAX_CLIENTS = 200;
    private static final int REPORTED_CLIENTS = 50;

    private final Ring ring;
    private final Hold hold;
    private final Notices notices;
    private final SrtDoorstep doorstep;
    private final List<SrtDelivery> clients = new ArrayList<>();
    private final OutputReport.Builder gone = OutputReport.newBuilder();
    private volatile int clientCount;
    private long turnNs;

    SrtListenerOutput(SrtListener spec, Hold hold, Ring ring, Notices notices) {
        this.ring = ring;
        this.hold = hold;
        this.notices = notices;
        this.doorstep = SrtDoorstep.forClients(spec, () -> clientCount < MAX_CLIENTS);
    }

    @Override
    public int send(long nowNs) {
        int sent = 0;
        for (int i = 0; i < clients.size(); i++) {
            sent += clients.get(i).send(nowNs, hold, turnNs);
        }
        return sent;
    }

    @Override
    public long dueNs() {
        long due = Long.MAX_VALUE;
        for (int i = 0; i < clients.size(); i++) {
            due = Math.min(due, clients.get(i).dueNs(hold, turnNs));
        }
        return due;
    }

    @Override
    public void tend(long nowNs) {
        doorstep.tend(nowNs);
        clients.removeIf(this::hasLeft);
        for (var caller = doorstep.accept(); caller.isPresent(); caller = doorstep.accept()) {
            welcome(caller.get());
        }
        clientCount = clients.size();
    }

    private void welcome(SrtSocket socket) {
        String peer = socket.peerAddress()
                .map(address -> address.getAddress().getHostAddress() + ":" + address.getPort())
                .orElse("unknown");
        clients.add(new SrtDelivery(ring, socket, peer));
        notices.connected(peer);
    }

    private boolean hasLeft(SrtDelivery client) {
        if (!client.isLost() && client.socket().state() == SrtState.CONNECTED) {
            return false;
        }
        client.addTo(gone);
        client.close();
        notices.lost(client.peer(), "the client left");
        return true;
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
        return !clients.isEmpty();
    }

    @Override
    public boolean isFaulty() {
        return !doorstep.detail().isEmpty();
    }

    @Override
    public boolean isDrained() {
        return clients.stream().allMatch(SrtDelivery::isDrained);
    }

    @Override
    public void describe(OutputReport.Builder report) {
        report.mergeFrom(gone.clone().clearRoundTripMs().build());
        for (SrtDelivery client : clients) {
            client.addTo(report);
            report.setNegotiatedLatencyMs(Math.max(report.getNegotiatedLatencyMs(), client.latencyMs()));
        }
        clients.stream().limit(REPORTED_CLIENTS).map(SrtDelivery::report).forEach(report::addServed);
        report.setClients(clients.size());
        report.setDetail(
                clients.isEmpty() && !isFaulty() ? "no client yet" + doorstep.turnedAway() : doorstep.detail());
    }

    @Override
    public void close() {
        clients.forEach(SrtDelivery::close);
        clients.clear();
        doorstep.close();
    }
}
