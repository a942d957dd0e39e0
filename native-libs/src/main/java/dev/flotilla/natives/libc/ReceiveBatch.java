package dev.flotilla.natives.libc;

import static dev.flotilla.natives.libc.Layout.*;

import dev.flotilla.natives.memory.OffHeap;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Room for datagrams that one {@code recvmmsg} fills. Belongs to one thread; what it holds is valid until the next receive.
 */
public final class ReceiveBatch implements AutoCloseable {
    /** Fits a jumbo frame, and its distance from a power of two spreads the datagrams over the processor's caches. */
    public static final int DATAGRAM_BYTES = 9216 + 64;

    private static final int CONTROL_BYTES = 64;

    private final int capacity;
    private final OffHeap memory;
    private final ByteBuffer bytes;
    private final int iovecs;
    private final int names;
    private final int controls;
    private final int payloads;
    private int used;

    /** A batch with room for that many datagrams, at most 1024. */
    public ReceiveBatch(int capacity) {
        this.capacity = capacity;
        iovecs = capacity * MMSGHDR_SIZE;
        names = iovecs + capacity * IOVEC_SIZE;
        controls = names + capacity * SocketAddresses.SIZE;
        payloads = controls + capacity * CONTROL_BYTES;
        memory = OffHeap.allocate(payloads + capacity * DATAGRAM_BYTES);
        bytes = memory.bytes();
        for (int i = 0; i < capacity; i++) {
            long base = memory.address();
            int iovec = iovecs + i * IOVEC_SIZE;
            bytes.putLong(iovec + IOVEC_BASE, base + offset(i)).putLong(iovec + IOVEC_LENGTH, DATAGRAM_BYTES);
            int header = i * MMSGHDR_SIZE;
            bytes.putLong(header + MSGHDR_NAME, base + names + (long) i * SocketAddresses.SIZE);
            bytes.putLong(header + MSGHDR_IOV, base + iovec).putLong(header + MSGHDR_IOV_LENGTH, 1);
            bytes.putLong(header + MSGHDR_CONTROL, base + controls + (long) i * CONTROL_BYTES);
        }
        used = capacity;
    }

    /** Gives the kernel back the room that it used up, and answers where the headers are. */
    long prepare() {
        for (int i = 0; i < used; i++) {
            int header = i * MMSGHDR_SIZE;
            bytes.putInt(header + MSGHDR_NAME_LENGTH, SocketAddresses.SIZE);
            bytes.putLong(header + MSGHDR_CONTROL_LENGTH, CONTROL_BYTES);
        }
        used = 0;
        return memory.address();
    }

    void filled(int received) {
        used = received;
    }

    public int capacity() {
        return capacity;
    }

    /** The memory in which the datagrams lie. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** Where datagram {@code i} begins in {@link #bytes}. */
    public int offset(int i) {
        return payloads + i * DATAGRAM_BYTES;
    }

    /** How many bytes of datagram {@code i} are there. */
    public int length(int i) {
        return bytes.getInt(i * MMSGHDR_SIZE + MMSGHDR_LENGTH);
    }

    /** Whether datagram {@code i} was longer than {@link #DATAGRAM_BYTES} and lost its end. */
    public boolean isTruncated(int i) {
        return (bytes.getInt(i * MMSGHDR_SIZE + MSGHDR_FLAGS) & Constant.MSG_TRUNC) != 0;
    }

    /** When the kernel got datagram {@code i}, nanoseconds since 1970; 0 when the socket does not note arrivals. */
    public long arrivalNs(int i) {
        int data = control(i, Constant.SO_TIMESTAMPNS);
        return data < 0 ? 0 : bytes.getLong(data) * 1_000_000_000L + bytes.getLong(data + TIMESPEC_NS);
    }

    /** How many datagrams the socket had lost to a full buffer when {@code i} came, modulo 2^32; 0 when none or not noted. */
    public int overflow(int i) {
        int data = control(i, Constant.SO_RXQ_OVFL);
        return data < 0 ? 0 : bytes.getInt(data);
    }

    /** Who sent datagram {@code i}. Allocates: for reports. */
    public Optional<InetSocketAddress> sender(int i) {
        return SocketAddresses.read(bytes, names + i * SocketAddresses.SIZE);
    }

    /** Where the data of the control message of that type begins; -1 when there is none. */
    private int control(int i, int type) {
        int at = controls + i * CONTROL_BYTES;
        int end = at + (int) bytes.getLong(i * MMSGHDR_SIZE + MSGHDR_CONTROL_LENGTH);
        while (at + CMSGHDR_SIZE <= end) {
            if (bytes.getInt(at + CMSGHDR_TYPE) == type && bytes.getInt(at + CMSGHDR_LEVEL) == Constant.SOL_SOCKET) {
                return at + CMSGHDR_SIZE;
            }
            int length = (int) bytes.getLong(at + CMSGHDR_LENGTH);
            at += Math.max(CMSGHDR_SIZE, (length + CMSG_ALIGNMENT - 1) & -CMSG_ALIGNMENT);
        }
        return -1;
    }

    @Override
    public void close() {
        memory.close();
    }
}
