package dev.flotilla.edge.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import dev.flotilla.edge.FreePort;
import dev.flotilla.proto.node.v1.ProbeReport;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ProbeIT {
    private static final byte[] DATAGRAM = new byte[7 * 188];

    @Test
    void countsWhatArrives() throws Exception {
        int port = FreePort.next();
        for (int at = 0; at < DATAGRAM.length; at += 188) {
            DATAGRAM[at] = 0x47;
        }
        try (Probe probe = new Probe(URI.create("udp://127.0.0.1:" + port));
                DatagramSocket sender = new DatagramSocket()) {
            assertThat(probe.report().getPackets()).isZero();
            probe.start();
            ProbeReport report = until(probe, sender, port, it -> it.getPackets() > 10 && it.getBitrateBps() > 0);
            assertThat(report.getAddress()).isEqualTo("udp://127.0.0.1:" + port);
            assertThat(report.getContinuityErrors()).isZero();
            assertThat(report.getLastPacketAtMs()).isCloseTo(Instant.now().toEpochMilli(), offset(10_000L));
        }
    }

    @Test
    void refusesWhatIsNoUdpAddress() {
        assertThatThrownBy(() -> new Probe(URI.create("srt://127.0.0.1:9710")))
                .hasMessage("flotilla.probe.address must be udp://HOST:PORT: srt://127.0.0.1:9710");
    }

    private static ProbeReport until(Probe probe, DatagramSocket sender, int port, Predicate<ProbeReport> wanted)
            throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        while (!wanted.test(probe.report()) && Instant.now().isBefore(deadline)) {
            sender.send(new DatagramPacket(DATAGRAM, DATAGRAM.length, address));
            Thread.sleep(20);
        }
        return probe.report();
    }
}
