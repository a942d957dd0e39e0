package dev.flotilla.edge.engine.output;

import dev.flotilla.edge.engine.stream.Hold;
import dev.flotilla.edge.engine.stream.Ring;
import dev.flotilla.edge.engine.stream.RingReader;
import dev.flotilla.edge.engine.transport.Notices;
import dev.flotilla.natives.libc.Errno;
import dev.flotilla.natives.libc.UdpSocket;
import dev.flotilla.proto.flow.v1.OutputReport;
import dev.flotilla.proto.flow.v1.RtpSender;
import dev.flotilla.proto.flow.v1.UdpSender;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Sends MPEG-TS over RTP (RFC 2250) to a host or a multicast group, with repair packets if wished. Source identifier, first
 * sequence number and first timestamp are random, as RFC 3550 5.1 wants them. Nobody need be there.
 */
final class RtpOutput implements Output {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Ring ring;
    private final RingReader reader;
    private final Hold hold;
    private final UdpDestination destination;
    private final SendFaults faults;
    private final RtpStage stage;
    private final @Nullable RepairOutputs repair;
    private long turnNs;
    private long packets;
    private long bytes;
    private long refused;

    RtpOutput(RtpSender spec, Hold hold, Ring ring, Notices notices) {
        this.ring = ring;
        this.reader = new RingReader(ring);
        this.hold = hold;
        UdpSender media = UdpSender.newBuilder()
                .setHost(spec.getHost())
                .setPort(spec.getPort())
                .setTtl(spec.getTtl())
                .setInterface(spec.getInterface())
                .setDscp(spec.getDscp())
                .build();
        destination = new UdpDestination(media);
        faults = new SendFaults(destination, notices);
        repair = spec.hasFec() ? new RepairOutputs(spec.getFec(), media, RANDOM.nextInt()) : null;
        stage = new RtpStage(RANDOM.nextInt(), RANDOM.nextInt(), RANDOM.nextInt(), this::protect);
    }

    private void protect(ByteBuffer packet, int offset, int length) {
        if (repair != null) {
            repair.protect(packet, offset, length);
        }
    }

    @Override
    public int send(long nowNs) {
        UdpSocket socket = destination.socket();
        if (socket == null) {
            reader.skip();
            stage.clear();
            return 0;
        }
        if (dueNs() > nowNs) {
            return 0;
        }
        int sent = 0;
        do {
            fill();
            sent += send(socket, nowNs);
            // In each round, because the stage has no more repair packets than there is room for.
            if (repair != null) {
                repair.send();
            }
        } while (stage.isEmpty() && reader.pending() > 0);
        return sent;
    }

    /** Puts packets of the ring on the stage, unless some are there still that the kernel has not taken. */
    private void fill() {
        if (!stage.isEmpty()) {
            return;
        }
        for (int pending = reader.pending(); pending > 0 && stage.hasRoom(); pending--) {
            stage.add(ring, reader.next());
            reader.advance(1);
        }
        stage.seal();
    }

    private int send(UdpSocket socket, long nowNs) {
        int sent = 0;
        while (!stage.isEmpty()) {
            int taken = socket.send(stage.batch(destination.canSegment()));
            if (taken == -Errno.ECONNREFUSED) {
                // That was about an earlier datagram; this batch has not been tried yet.
                faults.note(Errno.ECONNREFUSED, nowNs);
                taken = socket.send(stage.batch(destination.canSegment()));
            }
            if (taken <= 0) {
                refuse(-taken, nowNs);
                break;
            }
            faults.sent(nowNs);
            for (int i = 0; i < taken; i++) {
                sent += sent(stage.packetsOf(i));
            }
        }
        return sent;
    }

    private int sent(int count) {
        for (int i = 0; i < count; i++) {
            bytes += stage.length(i);
        }
        stage.advance(count);
        packets += count;
        return count;
    }

    /** The kernel took nothing. */
    private void refuse(int errno, long nowNs) {
        if (SendFaults.isPassing(errno)) {
            return;
        }
        faults.note(errno, nowNs);
        if (SendFaults.isAboutSegments(errno) && stage.packetsOf(0) > 1) {
            destination.stopSegmenting();
            return;
        }
        int count = stage.packetsOf(0);
        refused += count;
        stage.advance(count);
    }

    @Override
    public long dueNs() {
        return stage.isEmpty() ? hold.dueNs(ring, reader, turnNs) : Long.MIN_VALUE;
    }

    @Override
    public void tend(long nowNs) {
        destination.tend(nowNs);
        if (repair != null) {
            repair.tend(nowNs);
        }
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
        return reader.pending() == 0 && stage.isEmpty();
    }

    @Override
    public void describe(OutputReport.Builder report) {
        report.setPacketsSent(packets)
                .setBytesSent(bytes)
                .setPacketsDropped(reader.dropped() + refused)
                .setClients(faults.isConnected() ? 1 : 0)
                .setDetail(faults.detail());
        if (repair != null) {
            report.setRepairPacketsSent(repair.sent()).setRepairPacketsDropped(repair.dropped());
        }
    }

    @Override
    public void close() {
        destination.close();
        if (repair != null) {
            repair.close();
        }
        stage.close();
    }
}
