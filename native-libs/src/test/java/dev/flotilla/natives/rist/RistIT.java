package dev.flotilla.natives.rist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.flotilla.natives.handle.NothingLeaks;
import dev.flotilla.natives.libc.SystemCallException;
import dev.flotilla.natives.memory.OffHeap;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class RistIT {
    private static final int PACKETS = 200;
    private static final RistSettings SIMPLE = new RistSettings(RistProfile.SIMPLE, "", 0, 100);

    @Test
    void carriesPacketsInTheSimpleProfile() throws Exception {
        carry(SIMPLE, SIMPLE);
    }

    @Test
    void carriesPacketsEncryptedWithASecretThatHoldsAnything() throws Exception {
        var settings = new RistSettings(RistProfile.MAIN, "a=b&c?d/e:f@g h", 32, 100);
        assertThat(settings.toString()).doesNotContain("a=b");
        carry(settings, settings);
    }

    @Test
    void carriesPacketsWithAShortKey() throws Exception {
        var settings = new RistSettings(RistProfile.MAIN, "correct horse", 16, 100);
        carry(settings, settings);
    }

    private static void carry(RistSettings here, RistSettings there) throws Exception {
        InetSocketAddress address = freeEvenPort();
        try (var receiver = RistReceiver.open(address, here);
                var sender = RistSender.open(address, there);
                var packet = OffHeap.allocate(Rist.PAYLOAD_BYTES)) {
            int received = 0;
            int sent = 0;
            int number = -1;
            int sequence = -1;
            long endNs = System.nanoTime() + 10_000_000_000L;
            while (received < PACKETS
                    || sender.statistics().heardAtNs() == 0
                    || receiver.statistics().received() == 0) {
                assertThat(System.nanoTime()).as("received " + received).isLessThan(endNs);
                packet.bytes().putInt(0, sent++);
                assertThat(sender.send(packet.address(), Rist.PAYLOAD_BYTES)).isTrue();
                for (int length = receiver.receive(); length > 0; length = receiver.receive()) {
                    assertThat(length).isEqualTo(Rist.PAYLOAD_BYTES);
                    // What was sent before the two knew each other is not carried.
                    if (received++ > 0) {
                        assertThat(receiver.bytes().getInt(RistReceiver.HEADROOM_BYTES))
                                .isEqualTo(number + 1);
                        assertThat(receiver.sequence()).isEqualTo(sequence + 1 & 0xffff);
                    }
                    number = receiver.bytes().getInt(RistReceiver.HEADROOM_BYTES);
                    sequence = receiver.sequence();
                }
                Thread.sleep(1);
            }
            assertThat(receiver.peer()).startsWith("127.0.0.1");
            assertThat(receiver.statistics().lost()).isZero();
        }
    }

    @Test
    void allocatesNothingPerPacket() throws Exception {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        InetSocketAddress address = freeEvenPort();
        try (var receiver = RistReceiver.open(address, SIMPLE);
                var sender = RistSender.open(address, SIMPLE);
                var packet = OffHeap.allocate(Rist.PAYLOAD_BYTES)) {
            long allocated = 0;
            int counted = 0;
            long endNs = System.nanoTime() + 20_000_000_000L;
            for (int round = 0; counted < PACKETS; round++) {
                assertThat(System.nanoTime()).as("received " + counted).isLessThan(endNs);
                long before = threads.getCurrentThreadAllocatedBytes();
                sender.send(packet.address(), Rist.PAYLOAD_BYTES);
                int length = receiver.receive();
                int fields = receiver.sequence() + receiver.timestamp() + receiver.flowId();
                long after = threads.getCurrentThreadAllocatedBytes();
                if (round > 500 && length > 0 && fields != 0) {
                    allocated += after - before;
                    counted++;
                }
                Thread.sleep(1);
            }
            assertThat(allocated).as("bytes for " + PACKETS + " packets").isLessThan(PACKETS);
        }
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        InetSocketAddress address = freeEvenPort();
        try (var _ = new DatagramSocket(new InetSocketAddress(address.getAddress(), address.getPort() + 1))) {
            assertThatThrownBy(() -> RistReceiver.open(address, SIMPLE))
                    .isInstanceOf(SystemCallException.class)
                    .hasMessageContaining("127.0.0.1:" + (address.getPort() + 1));
        }
    }

    private static InetSocketAddress freeEvenPort() throws Exception {
        InetAddress host = InetAddress.ofLiteral("127.0.0.1");
        while (true) {
            try (var probe = new DatagramSocket(0, host)) {
                if (probe.getLocalPort() % 2 == 0) {
                    return new InetSocketAddress(host, probe.getLocalPort());
                }
            }
        }
    }
}
