package dev.flotilla.edge.engine.output;

import dev.flotilla.edge.engine.transport.Notices;
import dev.flotilla.natives.libc.Errno;

/** What the kernel said about the datagrams of an output: whether they can be sent, and why not. */
final class SendFaults {
    private static final long GOOD_AFTER_NS = 1_000_000_000;

    private final Notices notices;
    private final UdpDestination destination;
    private long lastSentNs;
    private boolean hasSent;
    private int lastError;
    private long lastErrorNs;
    private boolean isConnected;

    SendFaults(UdpDestination destination, Notices notices) {
        this.destination = destination;
        this.notices = notices;
    }

    /** A full buffer empties by itself; what else the kernel refuses, it would refuse again. */
    static boolean isPassing(int errno) {
        return errno == Errno.EAGAIN || errno == Errno.ENOBUFS || errno == Errno.EINTR;
    }

    /** Whether the kernel may take the same bytes as single datagrams. */
    static boolean isAboutSegments(int errno) {
        return errno == Errno.EIO || errno == Errno.EINVAL || errno == Errno.EMSGSIZE;
    }

    void sent(long nowNs) {
        hasSent = true;
        lastSentNs = nowNs;
    }

    void note(int errno, long nowNs) {
        lastError = errno;
        lastErrorNs = nowNs;
    }

    /** Tells when the output has become good or bad. */
    void tend() {
        boolean isGood = hasSent && (lastError == 0 || lastSentNs - lastErrorNs > GOOD_AFTER_NS);
        if (isGood && !isConnected) {
            lastError = 0;
            notices.connected(destination.peer());
        } else if (isConnected && !isGood) {
            notices.lost(destination.peer(), detail());
        }
        isConnected = isGood;
    }

    boolean isConnected() {
        return isConnected;
    }

    boolean isFaulty() {
        return !destination.detail().isEmpty() || lastError != 0;
    }

    String detail() {
        if (!destination.detail().isEmpty()) {
            return destination.detail();
        }
        return switch (lastError) {
            case 0 -> "";
            case Errno.ECONNREFUSED -> "nobody receives at " + destination.peer();
            default -> "cannot send to " + destination.peer() + ": " + Errno.words(lastError);
        };
    }
}
