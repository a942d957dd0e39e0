package dev.flotilla.edge.engine.source;

import dev.flotilla.natives.libc.UdpSocket;
import dev.flotilla.natives.libc.UdpWait;
import dev.flotilla.proto.flow.v1.RtpReceiver;
import dev.flotilla.proto.flow.v1.UdpReceiver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The ports of an RTP stream: media on P; repair packets, if wished, by columns on P + 2 and by rows on P + 4. */
final class RtpPorts implements AutoCloseable {
    private static final int CALLS_PER_TURN = 8;

    private final UdpPort media;
    private final List<UdpPort> repair = new ArrayList<>();
    private @Nullable UdpWait wait;

    RtpPorts(RtpReceiver spec, UdpPort.Datagrams mediaSink, UdpPort.Datagrams repairSink) {
        media = new UdpPort(at(spec, 0), mediaSink);
        if (spec.getFec()) {
            repair.add(new UdpPort(at(spec, 2), repairSink));
            repair.add(new UdpPort(at(spec, 4), repairSink));
        }
    }

    private static UdpReceiver at(RtpReceiver spec, int offset) {
        return UdpReceiver.newBuilder()
                .setAddress(spec.getAddress())
                .setPort(spec.getPort() + offset)
                .setInterface(spec.getInterface())
                .setSender(spec.getSender())
                .build();
    }

    /** Takes what has arrived, media first, a bounded number of packets; answers how many of them are media. */
    int receive(long nowNs) {
        int received = 0;
        for (int call = 0; call < CALLS_PER_TURN; call++) {
            int count = media.receive(nowNs);
            received += count;
            if (count < UdpPort.DATAGRAMS_PER_CALL) {
                break;
            }
        }
        for (int i = 0; i < repair.size(); i++) {
            repair.get(i).receive(nowNs);
        }
        return received;
    }

    void tend(long nowNs) {
        media.tend(nowNs);
        for (UdpPort port : repair) {
            port.tend(nowNs);
        }
        if (wait == null && !repair.isEmpty()) {
            wait = waitForAll();
        }
    }

    private @Nullable UdpWait waitForAll() {
        var sockets = new ArrayList<UdpSocket>();
        add(media, sockets);
        repair.forEach(port -> add(port, sockets));
        return sockets.size() == 1 + repair.size() ? new UdpWait(sockets.toArray(UdpSocket[]::new)) : null;
    }

    private static void add(UdpPort port, List<UdpSocket> sockets) {
        UdpSocket socket = port.socket();
        if (socket != null) {
            sockets.add(socket);
        }
    }

    void await(long timeoutNs) {
        UdpSocket socket = media.socket();
        if (wait != null) {
            wait.await(timeoutNs);
        } else if (socket != null) {
            socket.awaitReadable(timeoutNs);
        } else {
            LockSupport.parkNanos(timeoutNs);
        }
    }

    UdpPort media() {
        return media;
    }

    /** Why one of the ports cannot be heard, as a sentence; empty when all are open. */
    String detail() {
        if (!media.detail().isEmpty()) {
            return media.detail();
        }
        for (UdpPort port : repair) {
            if (!port.detail().isEmpty()) {
                return port.detail();
            }
        }
        return "";
    }

    @Override
    public void close() {
        if (wait != null) {
            wait.close();
        }
        media.close();
        repair.forEach(UdpPort::close);
    }
}
