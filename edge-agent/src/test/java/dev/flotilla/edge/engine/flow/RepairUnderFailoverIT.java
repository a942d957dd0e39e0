package dev.flotilla.edge.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.engine.NoLeaks;
import dev.flotilla.edge.engine.Programme;
import dev.flotilla.edge.engine.Specs;
import dev.flotilla.edge.engine.UdpPeer;
import dev.flotilla.edge.engine.fec.FecEncoder;
import dev.flotilla.edge.engine.rtp.RtpHeader;
import dev.flotilla.proto.flow.v1.FlowSpec;
import dev.flotilla.proto.flow.v1.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A flow with an RTP source and a standby, stepped by hand in a time of its own: packets of the source wait behind a gap for
 * longer than the silence after which a source has failed.
 */
@ExtendWith(NoLeaks.class)
class RepairUnderFailoverIT {
    private static final long MS = 1_000_000;
    private static final long INTERVAL_NS = 10 * MS;
    private static final int BLOCK = 100;
    private static final int LOST_OF_BLOCK = 37;

    private final List<String> events = new ArrayList<>();
    private final Programme[] programmes = {new Programme(1, 0x1000, 0x100, 12), new Programme(2, 0x1001, 0x200, 12)};
    private final ByteBuffer packet = ByteBuffer.allocateDirect(RtpHeader.FIXED_BYTES + Programme.DATAGRAM)
            .order(ByteOrder.nativeOrder());
    private FlowRun run;
    private UdpPeer sender;
    private UdpPeer receiver;
    private int port;
    private int standbyPort;
    private int sent;
    private long nowNs = System.nanoTime();

    @BeforeEach
    void open() throws Exception {
        run = new FlowRun((type, severity, message) -> events.add(type + ": " + message), 1);
        sender = new UdpPeer();
        receiver = new UdpPeer();
        port = UdpPeer.freePort();
        standbyPort = UdpPeer.freePort();
    }

    @AfterEach
    void close() {
        run.close();
        sender.close();
        receiver.close();
    }

    private void start(Source source) {
        FlowSpec flow = Specs.flow(source, Specs.udp("out", receiver.port())).toBuilder()
                .addSources(Specs.udpSource("b", standbyPort))
                .build();
        run.apply(flow);
        run.work(nowNs);
    }

    private void send(byte[] bytes, int to) {
        try {
            sender.send(bytes, 0, bytes.length, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next packet of both sources; that of the RTP source may be lost on its way. */
    private void step(boolean isLost, FecEncoder encoder) {
        RtpHeader.write(packet, 0, 33, sent & 0xffff, sent * 900, 7);
        packet.put(RtpHeader.FIXED_BYTES, programmes[0].datagram());
        byte[] bytes = new byte[packet.capacity()];
        packet.get(0, bytes);
        encoder.protect(packet, 0, packet.capacity());
        if (!isLost) {
            send(bytes, port);
        }
        send(programmes[1].datagram(), standbyPort);
        sent++;
        nowNs += INTERVAL_NS;
        run.work(nowNs);
    }

    /** The standby delivers first, because the source's first packets wait; then the source takes over and stays. */
    private void assertThatTheSourceWasNeverLeft() {
        assertThat(events).noneMatch(event -> event.startsWith("source_failover") || event.startsWith("source_lost"));
        assertThat(run.report(nowNs).getSources(0).getSelected()).isTrue();
        assertThat(run.report(nowNs).getSwitches().getTotal()).isEqualTo(1);
        assertThat(run.report(nowNs).getSwitches().getReturned()).isEqualTo(1);
    }

    /** At a packet per 10 ms a column of 10 x 10 repairs after a second; what waits for it has come all the same. */
    @Test
    void staysWithASourceWhoseRepairTakesLongerThanTheSilence() {
        start(Specs.rtpSource("a", port, true));
        try (var encoder = new FecEncoder(10, 10, false, 1, (_, bytes, offset, length) -> {
            byte[] repair = new byte[length];
            bytes.get(offset, repair);
            send(repair, port + 2);
        })) {
            for (int i = 0; i < 20 * BLOCK; i++) {
                step(i > 3 * BLOCK && i % BLOCK == LOST_OF_BLOCK, encoder);
            }
        }
        assertThat(run.report(nowNs).getSources(0).getPacketsRecovered()).isGreaterThan(10);
        assertThatTheSourceWasNeverLeft();
    }

    @Test
    void staysWithASourceThatWaitsForWhatIsOutOfOrder() {
        Source.Builder source = Specs.rtpSource("a", port, false).toBuilder();
        source.getRtpBuilder().setReorderMs(2_500);
        start(source.build());
        try (var encoder = new FecEncoder(10, 10, false, 1, (_, _, _, _) -> {})) {
            for (int i = 0; i < 20 * BLOCK; i++) {
                step(i % (5 * BLOCK) == LOST_OF_BLOCK, encoder);
            }
        }
        assertThat(run.report(nowNs).getSources(0).getPacketsDropped()).isGreaterThan(2);
        assertThatTheSourceWasNeverLeft();
    }

    /** A sender that really falls silent is left on time, although packets of it still wait. */
    @Test
    void leavesASourceThatFallsSilentBehindAGap() {
        Source.Builder source = Specs.rtpSource("a", port, false).toBuilder();
        source.getRtpBuilder().setReorderMs(2_500);
        start(source.build());
        try (var encoder = new FecEncoder(10, 10, false, 1, (_, _, _, _) -> {})) {
            for (int i = 0; i < 10 * BLOCK; i++) {
                step(i == 9 * BLOCK || i > 9 * BLOCK + 20, encoder);
            }
        }
        assertThat(run.report(nowNs).getSwitches().getSilence()).isEqualTo(1);
        assertThat(run.report(nowNs).getSources(1).getSelected()).isTrue();
    }
}
