package dev.flotilla.edge.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.mroute.TestDocuments;
import dev.flotilla.edge.mroute.flow.LocalFlow;
import dev.flotilla.proto.flow.v1.FlowSpec;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a document says about the network, on the wire. Multicast leaves by another interface unless told to take the loopback. */
@ExtendWith(NoLeaks.class)
class MulticastIT {
    private static final int DATAGRAM = 7 * 188;
    private static final int DATAGRAMS = 40;
    private static final String IN = "232.77.41.1";
    private static final String OUT = "239.77.41.2";
    private static final String WANTED = "127.0.0.1";
    private static final String STRANGER = "127.0.0.3";

    @Test
    void hearsOneSenderOfAGroupAndSendsWithHopsAndCodePoint() throws Exception {
        int in = UdpPeer.freePort();
        int plain = UdpPeer.freePort();
        int rtp = UdpPeer.freePort();
        try (var bench = new Bench();
                var hearsPlain = GroupListener.join(OUT, plain);
                var hearsRtp = GroupListener.join(OUT, rtp);
                var wanted = sender(WANTED);
                var stranger = sender(STRANGER)) {
            FlowSpec flow = spec("""
                    {'name':'f','source':{'name':'in','protocol':'udp','ingest_port':%d,
                    'network':{'address':'%s','interface':'lo','sender':'%s'}},
                    'outputs':[{'name':'plain','protocol':'udp','destination':'%s','port':%d,
                    'network':{'interface':'lo','ttl':7,'dscp':46}},
                    {'name':'rtp','protocol':'rtp','destination':'%s','port':%d,
                    'network':{'interface':'lo','ttl':3,'dscp':34}}]}
                    """.formatted(in, IN, WANTED, OUT, plain, OUT, rtp));
            bench.flows.apply(flow);
            UdpFlowIT.awaitOpen(bench, flow);
            var packets = new NumberedPackets();
            var to = new InetSocketAddress(IN, in);
            for (int i = 0; i < DATAGRAMS; i++) {
                stranger.send(ByteBuffer.wrap(new NumberedPackets().take(7)), to);
                wanted.send(ByteBuffer.wrap(packets.take(7)), to);
            }
            Await.until(
                    "all is heard",
                    () -> hearsPlain.heard().size() >= DATAGRAMS
                            && hearsRtp.heard().size() >= DATAGRAMS);
            assertThat(hearsPlain.heard()).hasSize(DATAGRAMS).containsOnly("ttl 7 dscp 46 bytes " + DATAGRAM);
            assertThat(hearsRtp.heard()).hasSize(DATAGRAMS).containsOnly("ttl 3 dscp 34 bytes " + (DATAGRAM + 12));
            Await.until(
                    "the report shows it",
                    () -> bench.report(flow).getSources(0).getBytesReceived() == DATAGRAMS * DATAGRAM);
            assertThat(bench.report(flow).getSources(0).getContinuityErrors()).isZero();
        }
    }

    @Test
    void namesTheInterfaceThatTheNodeDoesNotHave() throws Exception {
        try (var bench = new Bench()) {
            FlowSpec flow = spec("""
                    {'name':'f','source':{'name':'in','protocol':'udp','ingest_port':%d,
                    'network':{'address':'%s','interface':'eth77'}}}
                    """.formatted(UdpPeer.freePort(), IN));
            bench.flows.apply(flow);
            Await.until("it says so", () -> bench.report(flow).getDetail().contains("look up interface 'eth77'"));
        }
    }

    private static FlowSpec spec(String document) {
        return LocalFlow.create(TestDocuments.flow(document), Instant.EPOCH)
                .started(Instant.EPOCH)
                .spec();
    }

    private static DatagramChannel sender(String address) throws Exception {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByName("lo"));
        return channel.bind(new InetSocketAddress(address, 0));
    }
}
