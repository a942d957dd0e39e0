package dev.flotilla.natives.libc;

import static dev.flotilla.natives.libc.Constant.*;

import com.sun.jna.Native;
import dev.flotilla.natives.handle.Handle;
import dev.flotilla.natives.handle.Handles;
import dev.flotilla.natives.memory.OffHeap;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A non-blocking UDP socket. Used and closed by one platform thread. Setting up throws; {@link #receive}, {@link #send} and
 * {@link #awaitReadable} allocate nothing and answer a negative {@link Errno} instead.
 */
public final class UdpSocket implements AutoCloseable {
    /** Memory of the socket: a pollfd, a timespec behind it, then room for an address and its length. */
    private static final int TIMEOUT = 8;

    private static final int ADDRESS = 24;
    private static final int ADDRESS_LENGTH = ADDRESS + SocketAddresses.SIZE;
    private static final int SCRATCH = ADDRESS_LENGTH + 8;

    private final int fd;
    private final UdpOptions options;
    private final OffHeap scratch;
    private final ByteBuffer memory;
    private final Handle handle;

    private UdpSocket(int fd, boolean isV6) {
        this.fd = fd;
        this.options = new UdpOptions(fd, isV6);
        this.scratch = OffHeap.allocate(SCRATCH);
        this.handle = Handles.open(this, "UDP socket " + fd);
        this.memory = scratch.bytes();
        memory.putInt(0, fd).putShort(Layout.POLLFD_EVENTS, (short) POLLIN);
    }

    /** A new socket of the family of that address. */
    public static UdpSocket open(InetAddress address) throws SystemCallException {
        boolean isV6 = address instanceof Inet6Address;
        int type = SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC;
        int fd = SystemCallException.check(LibC.socket(isV6 ? AF_INET6 : AF_INET, type, 0), "open a UDP socket");
        return new UdpSocket(fd, isV6);
    }

    /** Takes the local address; port 0 lets the kernel choose. */
    public void bind(InetSocketAddress local) throws SystemCallException {
        int length = SocketAddresses.write(local, memory, ADDRESS);
        SystemCallException.check(LibC.bind(fd, scratch.address() + ADDRESS, length), "bind to " + text(local));
    }

    /** Sets the destination of everything sent from now on. */
    public void connect(InetSocketAddress remote) throws SystemCallException {
        int length = SocketAddresses.write(remote, memory, ADDRESS);
        SystemCallException.check(LibC.connect(fd, scratch.address() + ADDRESS, length), "send to " + text(remote));
    }

    /** The address that the socket has now. */
    public InetSocketAddress localAddress() throws SystemCallException {
        memory.putInt(ADDRESS_LENGTH, SocketAddresses.SIZE);
        long address = scratch.address();
        SystemCallException.check(
                LibC.getsockname(fd, address + ADDRESS, address + ADDRESS_LENGTH), "ask for the local address");
        return SocketAddresses.read(memory, ADDRESS).orElseThrow();
    }

    /** Lets several sockets bind the same multicast group and port. For unicast the last one to bind would take all. */
    public void shareAddress() throws SystemCallException {
        options.set(SOL_SOCKET, SO_REUSEADDR, 1, "share the address");
    }

    /** Asks for a kernel receive buffer of that size and returns what was granted. */
    public int receiveBuffer(int bytes) throws SystemCallException {
        return options.buffer(SO_RCVBUFFORCE, SO_RCVBUF, bytes, "set the receive buffer to " + bytes + " bytes");
    }

    /** Asks for a kernel send buffer of that size and returns what was granted. */
    public int sendBuffer(int bytes) throws SystemCallException {
        return options.buffer(SO_SNDBUFFORCE, SO_SNDBUF, bytes, "set the send buffer to " + bytes + " bytes");
    }

    /** Sets the number of hops, 1 to 255, of unicast and multicast. */
    public void ttl(int hops) throws SystemCallException {
        options.ttl(hops);
    }

    /** Sets the differentiated services code point, 0 to 63. */
    public void dscp(int codePoint) throws SystemCallException {
        options.dscp(codePoint);
    }

    /** Sends multicast through the interface of that name. */
    public void multicastInterface(String name) throws SystemCallException {
        options.multicastInterface(name);
    }

    /**
     * Joins a multicast group.
     *
     * @param interfaceName where; empty lets the system choose
     * @param sender the only sender to hear (source-specific multicast), or null for all
     */
    public void join(InetAddress group, String interfaceName, @Nullable InetAddress sender) throws SystemCallException {
        if (!(group instanceof Inet6Address)) {
            options.set(IPPROTO_IP, IP_MULTICAST_ALL, 0, "hear only the groups that were joined");
        }
        options.join(group, interfaceName, sender);
    }

    /** Has the kernel note with each datagram when it came and how many it dropped before, for {@link ReceiveBatch}. */
    public void noteArrivals() throws SystemCallException {
        options.set(SOL_SOCKET, SO_TIMESTAMPNS, 1, "note arrival times");
        options.set(SOL_SOCKET, SO_RXQ_OVFL, 1, "count dropped datagrams");
    }

    /** Whether the kernel can cut one large message into datagrams (UDP_SEGMENT, Linux 4.18). */
    public boolean canSegment() {
        try {
            options.get(IPPROTO_UDP, UDP_SEGMENT, "ask for segmentation");
            return true;
        } catch (SystemCallException olderKernel) {
            return false;
        }
    }

    /** Takes what has arrived, at most a batch. Answers the number of datagrams, or a negative {@link Errno}. */
    public int receive(ReceiveBatch batch) {
        int received = LibC.recvmmsg(fd, batch.prepare(), batch.capacity(), MSG_DONTWAIT, 0);
        if (received < 0) {
            return -Native.getLastError();
        }
        batch.filled(received);
        return received;
    }

    /**
     * Sends the batch to the connected address. Answers the number of messages that the kernel took, which may be fewer than
     * the batch holds, or a negative {@link Errno} when it took none.
     */
    public int send(SendBatch batch) {
        int sent = LibC.sendmmsg(fd, batch.address(), batch.count(), MSG_DONTWAIT);
        return sent < 0 ? -Native.getLastError() : sent;
    }

    /** Waits until a datagram is there, at most for that time. */
    public boolean awaitReadable(long timeoutNs) {
        long address = scratch.address();
        long ns = Math.max(0, timeoutNs);
        memory.putLong(TIMEOUT, ns / 1_000_000_000L).putLong(TIMEOUT + Layout.TIMESPEC_NS, ns % 1_000_000_000L);
        return LibC.ppoll(address, 1, address + TIMEOUT, 0) > 0;
    }

    int descriptor() {
        return fd;
    }

    @Override
    public void close() {
        if (handle.release()) {
            LibC.close(fd);
            scratch.close();
        }
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
