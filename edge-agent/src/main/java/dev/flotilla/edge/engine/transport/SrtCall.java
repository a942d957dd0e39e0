package dev.flotilla.edge.engine.transport;

import dev.flotilla.natives.srt.SrtException;
import dev.flotilla.natives.srt.SrtOption;
import dev.flotilla.natives.srt.SrtSocket;
import dev.flotilla.natives.srt.SrtStatistics;
import dev.flotilla.proto.flow.v1.SrtOptions;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** One attempt to connect, and the connection that comes of it: a socket and its place on a shared local port. */
final class SrtCall implements AutoCloseable {
    private static final long INTERVAL_NS = 1_000_000_000;
    private static final double BIT_NS = 8e9;

    private final SrtSocket socket;
    private final CallerPlace place;
    private final SrtStatistics statistics = new SrtStatistics();
    private long measuredAtNs;
    private long bytes;
    private boolean isMeasured;

    private SrtCall(SrtSocket socket, CallerPlace place) {
        this.socket = socket;
        this.place = place;
    }

    /** Begins to connect. */
    static SrtCall dial(InetAddress host, int port, SrtOptions options) throws SrtException {
        SrtSocket socket = SrtSetup.open(options);
        try {
            if (!options.getStreamId().isEmpty()) {
                socket.set(SrtOption.STREAM_ID, options.getStreamId());
            }
            boolean isEncrypted = !options.getPassphrase().isEmpty();
            var call = new SrtCall(socket, CallerPorts.SHARED.bind(socket, host, isEncrypted));
            call.connect(new InetSocketAddress(host, port));
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

    SrtSocket socket() {
        return socket;
    }

    /** Tells the local port once a second what the connection carries. */
    void measure(long nowNs) {
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
