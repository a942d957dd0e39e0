package dev.flotilla.natives.rist;

import dev.flotilla.natives.memory.OffHeap;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/**
 * Sends to a RIST receiver. librist copies what it gets, sends it and sends it again on a thread of its own; a receiver that
 * is not there costs nothing. {@link #send} neither waits for the network nor allocates.
 */
public final class RistSender implements AutoCloseable {
    private final RistContext context;
    private final OffHeap memory = OffHeap.allocate(Layout.BLOCK_SIZE);
    private final ByteBuffer block = memory.bytes();

    private RistSender(RistContext context) {
        this.context = context;
    }

    /** Begins to send to a receiver, whether or not it is there. */
    public static RistSender open(InetSocketAddress remote, RistSettings settings) throws RistException {
        RistContext context = RistContext.sender(settings.profile());
        try {
            RistPeers.dial(context.address(), remote, settings);
            context.start();
            return new RistSender(context);
        } catch (RistException e) {
            context.close();
            throw e;
        }
    }

    /** Sends one packet of at most {@link Rist#PAYLOAD_BYTES}; false when librist cannot take it. */
    public boolean send(long address, int length) {
        block.putLong(Layout.BLOCK_PAYLOAD, address).putLong(Layout.BLOCK_LENGTH, length);
        return LibRist.rist_sender_data_write(context.address(), memory.address()) == length;
    }

    public RistStatistics statistics() {
        return context.statistics();
    }

    @Override
    public void close() {
        context.close();
        memory.close();
    }
}
