package dev.flotilla.natives.srt;

import dev.flotilla.natives.handle.Handle;
import dev.flotilla.natives.handle.Handles;
import dev.flotilla.natives.libc.SocketAddresses;
import dev.flotilla.natives.memory.OffHeap;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A non-blocking SRT socket in live mode: a listener, a caller, or what a listener accepted. Opened, used and closed by one
 * platform thread, because libsrt keeps errors per thread. Setting up throws; {@link #send} and {@link #receive} allocate
 * nothing and answer {@link #AGAIN} or {@link #LOST} instead.
 */
public final class SrtSocket implements AutoCloseable {
    /** Nothing happened: there is nothing to receive, or no room to send. */
    public static final int AGAIN = 0;

    /** The connection is gone; close the socket. */
    public static final int LOST = -1;

    /** SRT_EASYNCFAIL and its kind: SRT_EASYNCSND, SRT_EASYNCRCV, SRT_ETIMEOUT, SRT_ECONGEST. */
    private static final int MAJOR_AGAIN = 6;

    /** SRTO_EVENT, four bytes. */
    private static final int EVENT = 18;

    private static final int EVENT_BYTES = 4;

    private final int id;
    private final Thread owner = Thread.currentThread();
    private final SrtOptions options;
    private final OffHeap event = OffHeap.allocate(2 * EVENT_BYTES);
    private final ByteBuffer eventBytes = event.bytes();
    private final Handle handle;
    private final SrtLinkCounters links = new SrtLinkCounters();
    private SrtOption.Stage stage;
    private @Nullable SrtDoor door;

    private SrtSocket(int id, SrtOption.Stage stage) {
        this.id = id;
        this.stage = stage;
        this.options = new SrtOptions(id);
        this.handle = Handles.open(this, "SRT socket " + id);
    }

    /** A new socket, neither bound nor connected. */
    public static SrtSocket open() throws SrtException {
        Srt.load();
        int id = SrtException.check(LibSrt.srt_create_socket(), "open an SRT socket");
        var socket = new SrtSocket(id, SrtOption.Stage.BEFORE_BIND);
        socket.set(SrtOption.BLOCKING_SEND, 0);
        socket.set(SrtOption.BLOCKING_RECEIVE, 0);
        return socket;
    }

    /**
     * A new group of sockets, which then is used like one socket.
     *
     * @throws SrtException when the library cannot {@linkplain Srt#canBond bond}
     */
    public static SrtSocket openGroup(SrtGroupType type) throws SrtException {
        if (!Srt.canBond()) {
            throw new SrtException(Srt.NO_GROUPS);
        }
        int id = SrtException.check(LibSrt.srt_create_group(type.number), "open a group of SRT sockets");
        var group = new SrtSocket(id, SrtOption.Stage.BEFORE_BIND);
        group.set(SrtOption.BLOCKING_SEND, 0);
        group.set(SrtOption.BLOCKING_RECEIVE, 0);
        return group;
    }

    /**
     * Sets an option that is a number; a boolean is 0 or 1.
     *
     * @throws IllegalStateException when its {@linkplain SrtOption#stage moment} has passed
     */
    public SrtSocket set(SrtOption option, long value) throws SrtException {
        checkStage(option);
        options.set(option, value);
        return this;
    }

    /** Sets an option that is a text. */
    public SrtSocket set(SrtOption option, String value) throws SrtException {
        checkStage(option);
        options.set(option, value);
        return this;
    }

    public long number(SrtOption option) throws SrtException {
        checkThread();
        return options.number(option);
    }

    public String text(SrtOption option) throws SrtException {
        checkThread();
        return options.text(option);
    }

    /** Takes the local address; port 0 lets the system choose. */
    public void bind(InetSocketAddress local) throws SrtException {
        checkThread();
        try (var memory = OffHeap.allocate(SocketAddresses.SIZE)) {
            int length = SocketAddresses.write(local, memory.bytes(), 0);
            SrtException.check(LibSrt.srt_bind(id, memory.address(), length), "bind to " + text(local));
            stage = SrtOption.Stage.BEFORE_CONNECT;
        }
    }

    /** Waits for callers, asking the gate about each. The socket must be bound. */
    public void listen(int backlog, SrtGate gate) throws SrtException {
        checkThread();
        door = new SrtDoor(gate);
        SrtException.check(LibSrt.srt_listen_callback(id, door, 0), "set the gate");
        SrtException.check(LibSrt.srt_listen(id, backlog), "listen");
        stage = SrtOption.Stage.ANY_TIME;
    }

    /** The next caller, if one is there. It belongs to whoever accepts it. */
    public Optional<SrtSocket> accept() {
        checkThread();
        int accepted = LibSrt.srt_accept(id, 0, 0);
        return accepted == -1 ? Optional.empty() : Optional.of(new SrtSocket(accepted, SrtOption.Stage.ANY_TIME));
    }

    /** Whether this is a group of sockets, opened or accepted. */
    public boolean isGroup() {
        return SrtGroup.isGroup(id);
    }

    /** Begins to connect links of a group; they may join at any time, and one that breaks must be connected again. */
    public void connect(List<SrtLink> links) throws SrtException {
        checkThread();
        SrtGroup.connect(id, links);
        stage = SrtOption.Stage.ANY_TIME;
    }

    /** Where the links of a group lead that are there, or are being connected. Empty for a single socket. */
    public List<InetSocketAddress> links() {
        checkThread();
        return isGroup() ? SrtGroup.links(id) : List.of();
    }

    /** Begins to connect; {@link #state} tells how it goes, and {@link #rejection} why it failed. */
    public void connect(InetSocketAddress remote) throws SrtException {
        checkThread();
        try (var memory = OffHeap.allocate(SocketAddresses.SIZE)) {
            int length = SocketAddresses.write(remote, memory.bytes(), 0);
            SrtException.check(LibSrt.srt_connect(id, memory.address(), length), "connect to " + text(remote));
            stage = SrtOption.Stage.ANY_TIME;
        }
    }

    public SrtState state() {
        return SrtState.of(LibSrt.srt_getsockstate(id));
    }

    /** Why the connection did not come about, as words. */
    public String rejection() {
        checkThread();
        return SrtRejection.words(LibSrt.srt_getrejectreason(id));
    }

    /** The address that the socket has on this machine. */
    public InetSocketAddress localAddress() throws SrtException {
        return address(true).orElseThrow();
    }

    /** The address of the other end, of a group that of its first link; empty when there is none. */
    public Optional<InetSocketAddress> peerAddress() {
        try {
            return isGroup() ? links().stream().findFirst() : address(false);
        } catch (SrtException notConnected) {
            return Optional.empty();
        }
    }

    /**
     * Whether {@link #receive} would answer anything but {@link #AGAIN}; of a group always, because libsrt does not tell. Before
     * it answers that, libsrt throws an exception inside and wakes the thread that times the packets: asking is far cheaper.
     */
    public boolean isReadable() {
        eventBytes.putInt(EVENT_BYTES, EVENT_BYTES);
        int result = LibSrt.srt_getsockflag(id, EVENT, event.address(), event.address() + EVENT_BYTES);
        return result != 0 || (eventBytes.getInt(0) & ~SrtEpoll.WRITABLE) != 0;
    }

    /**
     * Takes the next packet whose time has come.
     *
     * @param address where to write; there must be room for {@link Srt#RECEIVE_BYTES}
     * @return its length in bytes, or {@link #AGAIN} or {@link #LOST}
     */
    public int receive(long address) {
        int result = LibSrt.srt_recv(id, address, Srt.RECEIVE_BYTES);
        return result > 0 ? result : againOrLost();
    }

    /**
     * Sends one packet.
     *
     * @param length at most {@link Srt#PAYLOAD_BYTES}
     * @return the length, or {@link #AGAIN} or {@link #LOST}
     */
    public int send(long address, int length) {
        int result = LibSrt.srt_send(id, address, length);
        return result > 0 ? result : againOrLost();
    }

    /**
     * Refreshes the counters; those of a group have the losses of all its links, and the round trip of the slowest. False when
     * the connection is gone; they then keep their last values.
     */
    public boolean read(SrtStatistics statistics) {
        boolean isRead = LibSrt.srt_bistats(id, statistics.address(), 0, 1) == 0;
        if (isRead && isGroup()) {
            links.addTo(statistics, id);
        }
        return isRead;
    }

    /** Ends the connection and frees the socket. May be called again. */
    @Override
    public void close() {
        checkThread();
        if (handle.release()) {
            LibSrt.srt_close(id);
            event.close();
        }
    }

    int id() {
        return id;
    }

    private static int againOrLost() {
        return LibSrt.srt_getlasterror(0) / 1000 == MAJOR_AGAIN ? AGAIN : LOST;
    }

    private Optional<InetSocketAddress> address(boolean isLocal) throws SrtException {
        checkThread();
        try (var memory = OffHeap.allocate(SocketAddresses.SIZE + 8)) {
            memory.bytes().putInt(SocketAddresses.SIZE, SocketAddresses.SIZE);
            long length = memory.address() + SocketAddresses.SIZE;
            SrtException.check(
                    isLocal
                            ? LibSrt.srt_getsockname(id, memory.address(), length)
                            : LibSrt.srt_getpeername(id, memory.address(), length),
                    "ask for the address");
            return SocketAddresses.read(memory.bytes(), 0);
        }
    }

    private void checkStage(SrtOption option) {
        checkThread();
        if (option.stage().compareTo(stage) < 0) {
            throw new IllegalStateException("option " + option + " must be set " + option.stage());
        }
    }

    private void checkThread() {
        if (!owner.equals(Thread.currentThread())) {
            throw new IllegalStateException("SRT socket " + id + " belongs to thread " + owner.getName());
        }
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
