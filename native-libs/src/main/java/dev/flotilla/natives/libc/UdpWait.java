package dev.flotilla.natives.libc;

import dev.flotilla.natives.memory.OffHeap;
import java.nio.ByteBuffer;

/** Waits for datagrams on several sockets at once. The sockets stay with whoever gave them, who closes this before them. */
public final class UdpWait implements AutoCloseable {
    private final int count;
    private final int timeout;
    private final OffHeap memory;
    private final ByteBuffer bytes;

    public UdpWait(UdpSocket... sockets) {
        count = sockets.length;
        timeout = count * Layout.POLLFD_SIZE;
        memory = OffHeap.allocate(timeout + Layout.TIMESPEC_SIZE);
        bytes = memory.bytes();
        for (int i = 0; i < count; i++) {
            int at = i * Layout.POLLFD_SIZE;
            bytes.putInt(at, sockets[i].descriptor()).putShort(at + Layout.POLLFD_EVENTS, (short) Constant.POLLIN);
        }
    }

    /** Waits until a datagram is there at any of the sockets, at most for that time. */
    public boolean await(long timeoutNs) {
        long ns = Math.max(0, timeoutNs);
        bytes.putLong(timeout, ns / 1_000_000_000L).putLong(timeout + Layout.TIMESPEC_NS, ns % 1_000_000_000L);
        return LibC.ppoll(memory.address(), count, memory.address() + timeout, 0) > 0;
    }

    @Override
    public void close() {
        memory.close();
    }
}
