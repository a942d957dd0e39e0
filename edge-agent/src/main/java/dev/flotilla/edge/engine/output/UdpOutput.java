package dev.flotilla.edge.engine.output;

import dev.flotilla.edge.engine.stream.Hold;
import dev.flotilla.edge.engine.stream.Messages;
import dev.flotilla.edge.engine.stream.Ring;
import dev.flotilla.edge.engine.stream.RingReader;
import dev.flotilla.edge.engine.transport.Notices;
import dev.flotilla.natives.libc.Errno;
import dev.flotilla.natives.libc.SendBatch;
import dev.flotilla.natives.libc.UdpSocket;
import dev.flotilla.proto.flow.v1.OutputReport;
import dev.flotilla.proto.flow.v1.UdpSender;

/** Sends datagrams to a host or a multicast group. Nobody need be there; what the kernel cannot take is dropped and counted. */
final class UdpOutput implements Output {

    private final Ring ring;
    private final Messages messages;
    private final RingReader reader;
    private final Hold hold;
    private final UdpDestination destination;
    private final SendFaults faults;
    private long turnNs;
    private long packets;
    private long bytes;
    private long refused;

    UdpOutput(UdpSender spec, Hold hold, Ring ring, Notices notices) {
        this.ring = ring;
        this.messages = ring.messages();
        this.reader = new RingReader(ring);
        this.hold = hold;
        this.destination = new UdpDestination(spec);
        this.faults = new SendFaults(destination, notices);
    }

    @Override
    public int send(long nowNs) {
        UdpSocket socket = destination.socket();
        if (socket == null) {
            reader.skip();
            return 0;
        }
        if (dueNs() > nowNs) {
            return 0;
        }
        int sent = 0;
        for (int pending = reader.pending(); pending > 0; pending = reader.pending()) {
            SendBatch batch = messages.from(reader.next(), pending, destination.canSegment());
            int taken = socket.send(batch);
            if (taken == -Errno.ECONNREFUSED) {
                // That was about an earlier datagram; this batch has not been tried yet.
                faults.note(Errno.ECONNREFUSED, nowNs);
                taken = socket.send(batch);
            }
            if (taken <= 0) {
                refuse(-taken, nowNs);
                break;
            }
            faults.sent(nowNs);
            for (int i = 0; i < taken; i++) {
                sent += sent(messages.packets(i), messages.bytes(i));
            }
        }
        return sent;
    }

    private int sent(int count, int length) {
        reader.advance(count);
        bytes += length;
        packets += count;
        return count;
    }

    /** The kernel took nothing. */
    private void refuse(int errno, long nowNs) {
        if (SendFaults.isPassing(errno)) {
            return;
        }
        faults.note(errno, nowNs);
        if (SendFaults.isAboutSegments(errno) && messages.packets(0) > 1) {
            destination.stopSegmenting();
            return;
        }
        refused += messages.packets(0);
        reader.advance(messages.packets(0));
    }

    @Override
    public long dueNs() {
        return hold.dueNs(ring, reader, turnNs);
    }

    @Override
    public void tend(long nowNs) {
        destination.tend(nowNs);
        faults.tend();
    }

    @Override
    public long turnNs() {
        return hold.turnNs();
    }

    @Override
    public void useTurn(long turnNs) {
        this.turnNs = turnNs;
    }

    @Override
    public boolean isConnected() {
        return faults.isConnected();
    }

    @Override
    public boolean isFaulty() {
        return faults.isFaulty();
    }

    @Override
    public boolean isDrained() {
        return reader.pending() == 0;
    }

    @Override
    public void describe(OutputReport.Builder report) {
        report.setPacketsSent(packets)
                .setBytesSent(bytes)
                .setPacketsDropped(reader.dropped() + refused)
                .setClients(faults.isConnected() ? 1 : 0)
                .setDetail(faults.detail());
    }

    @Override
    public void close() {
        destination.close();
    }
}
