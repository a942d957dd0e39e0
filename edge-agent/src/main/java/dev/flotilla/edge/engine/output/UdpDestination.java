package dev.flotilla.edge.engine.output;

import dev.flotilla.edge.engine.transport.Hosts;
import dev.flotilla.natives.libc.SystemCallException;
import dev.flotilla.natives.libc.UdpSocket;
import dev.flotilla.proto.flow.v1.UdpSender;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The socket towards a destination: its name looked up, its options set. Tried again until it works. */
final class UdpDestination implements AutoCloseable {
    private static final int KERNEL_BUFFER_BYTES = 4 << 20;
    private static final long RETRY_NS = 2_000_000_000;

    private final UdpSender spec;
    private @Nullable CompletableFuture<InetAddress> lookUp;
    private @Nullable UdpSocket socket;
    private boolean canSegment;
    private long retryAtNs = Long.MIN_VALUE;
    private String detail = "not open yet";

    UdpDestination(UdpSender spec) {
        this.spec = spec;
    }

    void tend(long nowNs) {
        if (socket != null || nowNs < retryAtNs) {
            return;
        }
        if (lookUp == null) {
            lookUp = Hosts.lookUp(spec.getHost());
        }
        if (!lookUp.isDone()) {
            return;
        }
        try {
            if (lookUp.isCompletedExceptionally()) {
                detail = "cannot send: " + lookUp.exceptionNow().getMessage();
                retryAtNs = nowNs + RETRY_NS;
            } else {
                socket = open(lookUp.join());
                canSegment = socket.canSegment();
                detail = "";
            }
        } catch (SystemCallException e) {
            detail = "cannot send: " + e.getMessage();
            retryAtNs = nowNs + RETRY_NS;
        }
        lookUp = null;
    }

    private UdpSocket open(InetAddress host) throws SystemCallException {
        UdpSocket opened = UdpSocket.open(host);
        try {
            opened.sendBuffer(KERNEL_BUFFER_BYTES);
            if (spec.getTtl() != 0) {
                opened.ttl(spec.getTtl());
            }
            if (spec.getDscp() != 0) {
                opened.dscp(spec.getDscp());
            }
            if (host.isMulticastAddress() && !spec.getInterface().isEmpty()) {
                opened.multicastInterface(spec.getInterface());
            }
            opened.connect(new InetSocketAddress(host, spec.getPort()));
            return opened;
        } catch (SystemCallException e) {
            opened.close();
            throw e;
        }
    }

    /** The connected socket; null while there is none. */
    @Nullable
    UdpSocket socket() {
        return socket;
    }

    boolean canSegment() {
        return canSegment;
    }

    /** The way to the destination does not do what the kernel can (a device without checksums, a small MTU). */
    void stopSegmenting() {
        canSegment = false;
    }

    String detail() {
        return detail;
    }

    String peer() {
        return spec.getHost() + ":" + spec.getPort();
    }

    @Override
    public void close() {
        if (lookUp != null) {
            lookUp.cancel(false);
        }
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
