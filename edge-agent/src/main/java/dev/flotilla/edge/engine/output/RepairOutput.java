package dev.flotilla.edge.engine.output;

import dev.flotilla.natives.libc.SendBatch;
import dev.flotilla.natives.libc.UdpSocket;
import dev.flotilla.natives.memory.OffHeap;
import dev.flotilla.proto.flow.v1.UdpSender;
import java.nio.ByteBuffer;

/** Sends repair packets of one direction to their port. Nobody need hear them; what cannot be sent is dropped and counted. */
final class RepairOutput implements AutoCloseable {
    private static final int PACKETS = 64;
    private static final int PACKET_BYTES = 1_536;

    private final UdpDestination destination;
    private final OffHeap memory = OffHeap.allocate(PACKETS * PACKET_BYTES);
    private final ByteBuffer bytes = memory.bytes();
    private final SendBatch batch = new SendBatch(PACKETS);
    private long sent;
    private long dropped;

    RepairOutput(UdpSender spec) {
        destination = new UdpDestination(spec);
    }

    void tend(long nowNs) {
        destination.tend(nowNs);
    }

    /** Takes a packet that the next {@link #send} sends. */
    void add(ByteBuffer source, int offset, int length) {
        if (batch.isFull()) {
            dropped++;
            return;
        }
        int place = batch.count() * PACKET_BYTES;
        bytes.put(place, source, offset, length);
        batch.add(memory.address() + place, length);
    }

    void send() {
        if (batch.count() == 0) {
            return;
        }
        UdpSocket socket = destination.socket();
        int taken = 0;
        if (socket != null) {
            taken = socket.send(batch);
            if (taken < 0) {
                // The error may be about an earlier datagram, such as that nobody hears this port.
                taken = Math.max(0, socket.send(batch));
            }
        }
        sent += taken;
        dropped += batch.count() - taken;
        batch.clear();
    }

    long sent() {
        return sent;
    }

    long dropped() {
        return dropped;
    }

    String detail() {
        return destination.detail();
    }

    @Override
    public void close() {
        destination.close();
        batch.close();
        memory.close();
    }
}
