package dev.flotilla.edge.engine.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.flotilla.edge.engine.NoLeaks;
import dev.flotilla.edge.engine.NumberedPackets;
import dev.flotilla.edge.engine.Specs;
import dev.flotilla.edge.engine.UdpPeer;
import dev.flotilla.proto.flow.v1.Output;
import dev.flotilla.proto.flow.v1.Source;
import dev.flotilla.proto.flow.v1.UdpReceiver;
import dev.flotilla.proto.flow.v1.UdpSender;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A flow stepped by hand. */
@ExtendWith(NoLeaks.class)
class FlowRunIT {
    private static final int DATAGRAM = 7 * 188;
    private static final String GROUP = "239.255.77.1";

    private final FlowEvents silent = (type, severity, message) -> {};
    private FlowRun run;
    private int port;

    @BeforeEach
    void open() throws Exception {
        run = new FlowRun(silent, 1);
        port = UdpPeer.freePort();
    }

    @AfterEach
    void close() {
        run.close();
    }

    @Test
    void allocatesNothingPerPacket() throws Exception {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        byte[] packets = new NumberedPackets().take(7);
        try (var sender = new UdpPeer();
                var receiver = new UdpPeer()) {
            run.apply(Specs.flow(
                    Specs.udpSource(port), Specs.udp("a", receiver.port()), Specs.udp("b", receiver.port())));
            run.work(1);
            // Upkeep and reports allocate a little, some times per second; the clock stands still for them.
            long allocated = 0;
            for (int round = 0; round < 1_000; round++) {
                for (int i = 0; i < 5; i++) {
                    sender.send(packets, 0, DATAGRAM, port);
                }
                long before = threads.getCurrentThreadAllocatedBytes();
                run.work(2);
                allocated += round < 500 ? 0 : threads.getCurrentThreadAllocatedBytes() - before;
            }
            assertThat(run.report(3).getOutputs(0).getPacketsSent()).isEqualTo(5_000);
            assertThat(allocated).as("bytes for 2,500 packets to 2 outputs").isLessThan(2_500);
        }
    }

    @Test
    void losesNothingOfABurstOfJumboDatagrams() throws Exception {
        byte[] packets = new NumberedPackets().take(49);
        try (var sender = new UdpPeer();
                var receiver = new UdpPeer()) {
            run.apply(Specs.flow(Specs.udpSource(port), Specs.udp("a", receiver.port())));
            run.work(1);
            for (int i = 0; i < 200; i++) {
                sender.send(packets, 0, packets.length, port);
            }
            for (int turn = 0; turn < 10; turn++) {
                run.work(2);
            }
            var output = run.report(3).getOutputs(0);
            assertThat(output.getPacketsDropped()).isZero();
            assertThat(output.getPacketsSent()).isEqualTo(200 * 7);
        }
    }

    @Test
    void carriesMulticastFromGroupToGroup() throws Exception {
        var source = Source.newBuilder()
                .setName("in")
                .setUdp(UdpReceiver.newBuilder().setAddress(GROUP).setPort(port).setInterface("lo"))
                .build();
        var output = Output.newBuilder()
                .setName("out")
                .setEnabled(true)
                .setUdp(UdpSender.newBuilder()
                        .setHost(GROUP)
                        .setPort(port)
                        .setInterface("lo")
                        .setTtl(1)
                        .setDscp(34))
                .build();
        try (var receiving = new FlowRun(silent, 1);
                var receiver = new UdpPeer();
                var sender = new UdpPeer()) {
            int plain = UdpPeer.freePort();
            run.apply(Specs.flow(Specs.udpSource(plain), output));
            receiving.apply(Specs.flow(source, Specs.udp("out", receiver.port())));
            byte[] packets = new NumberedPackets().take(7);
            for (int turn = 0; turn < 500 && receiver.datagrams() == 0; turn++) {
                run.work(System.nanoTime());
                receiving.work(System.nanoTime());
                sender.send(packets, 0, DATAGRAM, plain);
                Thread.sleep(2);
            }
            assertThat(receiver.datagrams()).isPositive();
            assertThat(receiver.longestDatagram()).isEqualTo(DATAGRAM);
        }
    }

    @Test
    void saysThatAnInterfaceDoesNotExist() {
        var source = Source.newBuilder()
                .setName("in")
                .setUdp(UdpReceiver.newBuilder().setAddress(GROUP).setPort(port).setInterface("eth99"))
                .build();
        run.apply(Specs.flow(source));
        run.work(1);
        assertThat(run.report(2).getDetail()).contains("look up interface 'eth99'");
    }
}
