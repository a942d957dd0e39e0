package dev.flotilla.edge.engine.transport;

import dev.flotilla.natives.srt.SrtException;
import dev.flotilla.natives.srt.SrtOption;
import dev.flotilla.natives.srt.SrtSocket;
import dev.flotilla.natives.srt.SrtStatistics;
import dev.flotilla.proto.flow.v1.SrtOptions;
import java.net.InetSocketAddress;

/** A socket and its place on a shared local port. */
final class SingleCall implements SrtCall {
    private static final long INTERVAL_NS = 1_000_000_000;
    private static final double BIT_NS = 8e9;

    private final SrtSocket socket;
    private final CallerPlace place;
    private final SrtStatistics statistics = new SrtStatistics();
    private long measuredAtNs;
    private long bytes;
    private boolean isMeasured;

    private SingleCall(SrtSocket socket, CallerPlace place) {
        this.socket = socket;
        this.place = place;
    }

    /** Begins to connect. */
    static SingleCall dial(InetSocketAddress remote, SrtOptions options, boolean isNear) throws SrtException {
        SrtSocket socket = SrtSetup.open(options);
        try {
            if (!options.getStreamId().isEmpty()) {
                socket.set(SrtOption.STREAM_ID, options.getStreamId());
            }
            boolean isEncrypted = !options.getPassphrase().isEmpty();
            var call =
                    new SingleCall(socket, CallerPorts.SHARED.bind(socket, remote.getAddress(), isEncrypted, isNear));
            call.connect(remote);
            return call;
        } catch (SrtException e) {
            socket.close();
            throw e;
        }
    }

    private void connect(InetSocketAddress remote) throws SrtException {
        try {
            socket.connect(remote);
        } catch (SrtException e) {
            close();
            throw e;
        }
    }

    @Override
    public SrtSocket socket() {
        return socket;
    }

    /** Tells the local port once a second what the connection carries. */
    @Override
    public void tend(long nowNs) {
        boolean isTooSoon = isMeasured && nowNs - measuredAtNs < INTERVAL_NS;
        if (isTooSoon || !socket.read(statistics)) {
            return;
        }
        long carried = statistics.bytesSent() + statistics.bytesReceived();
        if (isMeasured) {
            place.measured(Math.round((carried - bytes) * BIT_NS / (nowNs - measuredAtNs)));
        }
        isMeasured = true;
        bytes = carried;
        measuredAtNs = nowNs;
    }

    @Override
    public void close() {
        socket.close();
        place.close();
        statistics.close();
    }
}
