package dev.flotilla.natives.rist;

import dev.flotilla.natives.libc.SystemCallException;
import dev.flotilla.natives.libc.UdpSocket;
import dev.flotilla.natives.memory.OffHeap;
import dev.flotilla.natives.memory.RawMemory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Hears RIST senders on a port. librist receives, waits and has lost packets sent again on threads of its own; what is ready
 * it hands over by {@link #receive}, which one thread calls, and which neither blocks nor allocates.
 */
public final class RistReceiver implements AutoCloseable {
    /** Room in front of each packet in {@link #bytes}, for a header that the caller may want to write there. */
    public static final int HEADROOM_BYTES = 16;

    /** Ticks of RTP's clock for MPEG-TS per second. */
    private static final long CLOCK_HZ = 90_000;

    /** Nothing is ready. */
    public static final int AGAIN = 0;

    /** A copy of librist's block, and behind it the pointer to the block. */
    private static final int POINTER = Layout.BLOCK_SIZE;

    private final RistContext context;
    private final OffHeap memory = OffHeap.allocate(POINTER + Long.BYTES);
    private final ByteBuffer block = memory.bytes();
    private final OffHeap packet = OffHeap.allocate(HEADROOM_BYTES + Rist.RECEIVE_BYTES);
    private final ByteBuffer bytes = packet.bytes();

    private RistReceiver(RistContext context) {
        this.context = context;
    }

    /**
     * Opens the port; in the simple profile also the next one.
     *
     * @throws RistException when librist refuses
     * @throws SystemCallException when a port is taken; librist would share it with whoever has it
     */
    public static RistReceiver open(InetSocketAddress local, RistSettings settings)
            throws RistException, SystemCallException {
        checkFree(local);
        if (settings.profile() == RistProfile.SIMPLE) {
            checkFree(new InetSocketAddress(local.getAddress(), local.getPort() + 1));
        }
        RistContext context = RistContext.receiver(settings.profile());
        try {
            RistPeers.listen(context.address(), local, settings);
            context.start();
            return new RistReceiver(context);
        } catch (RistException e) {
            context.close();
            throw e;
        }
    }

    private static void checkFree(InetSocketAddress local) throws SystemCallException {
        try (UdpSocket probe = UdpSocket.open(local.getAddress())) {
            probe.bind(local);
        }
    }

    /** Takes the next packet that is ready into {@link #bytes}; answers its length, or {@link #AGAIN}. */
    public int receive() {
        long pointer = memory.address() + POINTER;
        if (LibRist.rist_receiver_data_read2(context.address(), pointer, 0) <= 0) {
            return AGAIN;
        }
        RawMemory.copy(block.getLong(POINTER), memory.address(), Layout.BLOCK_SIZE);
        int length = (int) Math.min(block.getLong(Layout.BLOCK_LENGTH), Rist.RECEIVE_BYTES);
        RawMemory.copy(block.getLong(Layout.BLOCK_PAYLOAD), packet.address() + HEADROOM_BYTES, length);
        LibRist.rist_receiver_data_block_free2(pointer);
        return length;
    }

    /** Where {@link #receive} puts a packet, behind {@link #HEADROOM_BYTES}. */
    public ByteBuffer bytes() {
        return bytes;
    }

    /** The RTP sequence number of the packet that was received last, 0 to 65535. */
    public int sequence() {
        return (int) block.getLong(Layout.BLOCK_SEQUENCE) & 0xffff;
    }

    /** The RTP timestamp of the last packet: 90 kHz, modulo 2^32. librist keeps it as time since 1900, in 2^-32 seconds. */
    public int timestamp() {
        long time = block.getLong(Layout.BLOCK_TIME);
        return (int) ((time >>> 32) * CLOCK_HZ + (((time & 0xffff_ffffL) * CLOCK_HZ) >>> 32));
    }

    /** Which sender the last packet came from: its RTP synchronization source. */
    public int flowId() {
        return block.getInt(Layout.BLOCK_FLOW_ID);
    }

    public RistStatistics statistics() {
        return context.statistics();
    }

    /** The sender that came last, "host:port", or in the main profile the host alone; empty while nobody came. */
    public String peer() {
        return context.peer();
    }

    @Override
    public void close() {
        context.close();
        memory.close();
        packet.close();
    }
}
