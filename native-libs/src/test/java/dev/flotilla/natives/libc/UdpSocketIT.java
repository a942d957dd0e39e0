package dev.flotilla.natives.libc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.flotilla.natives.handle.NothingLeaks;
import dev.flotilla.natives.memory.OffHeap;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class UdpSocketIT {
    private static final int DATAGRAM = 1316;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final InetSocketAddress LOOPBACK = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

    private UdpSocket receiver;
    private UdpSocket sender;
    private ReceiveBatch received;
    private SendBatch batch;
    private OffHeap payload;

    @BeforeEach
    void open() throws Exception {
        receiver = UdpSocket.open(LOOPBACK.getAddress());
        sender = UdpSocket.open(LOOPBACK.getAddress());
        received = new ReceiveBatch(16);
        batch = new SendBatch(8);
        payload = OffHeap.allocate(16 * DATAGRAM);
        for (int i = 0; i < 16 * DATAGRAM; i++) {
            payload.bytes().put(i, (byte) (i / DATAGRAM));
        }
    }

    @AfterEach
    void close() {
        receiver.close();
        sender.close();
        received.close();
        batch.close();
        payload.close();
    }

    private void connectOnLoopback() throws SystemCallException {
        receiver.bind(LOOPBACK);
        sender.connect(receiver.localAddress());
    }

    @Test
    void waitsForWhicheverSocketHearsSomething() throws Exception {
        connectOnLoopback();
        try (var other = UdpSocket.open(LOOPBACK.getAddress())) {
            other.bind(LOOPBACK);
            try (var both = new UdpWait(other, receiver)) {
                assertThat(both.await(1_000_000)).isFalse();
                batch.add(payload.address(), DATAGRAM);
                assertThat(sender.send(batch)).isEqualTo(1);
                assertThat(both.await(SECOND_NS)).isTrue();
            }
        }
    }

    @Test
    void sendsAndReceivesABatch() throws Exception {
        connectOnLoopback();
        receiver.noteArrivals();
        for (int i = 0; i < 5; i++) {
            batch.add(payload.address() + (long) i * DATAGRAM, DATAGRAM - i);
        }
        assertThat(sender.send(batch)).isEqualTo(5);
        assertThat(receiver.awaitReadable(SECOND_NS)).isTrue();
        assertThat(receiver.receive(received)).isEqualTo(5);
        for (int i = 0; i < 5; i++) {
            assertThat(received.length(i)).isEqualTo(DATAGRAM - i);
            assertThat(received.bytes().get(received.offset(i))).isEqualTo((byte) i);
            assertThat(received.isTruncated(i)).isFalse();
            assertThat(received.arrivalNs(i)).isPositive();
            assertThat(received.sender(i))
                    .contains(new InetSocketAddress(
                            InetAddress.ofLiteral("127.0.0.1"),
                            sender.localAddress().getPort()));
        }
    }

    @Test
    void letsTheKernelCutOneMessageIntoDatagrams() throws Exception {
        assumeTrue(sender.canSegment(), "this kernel has no UDP segmentation");
        connectOnLoopback();
        batch.add(payload.address(), 10 * DATAGRAM + 188, DATAGRAM);
        assertThat(sender.send(batch)).isEqualTo(1);
        assertThat(receiver.receive(received)).isEqualTo(11);
        assertThat(received.length(9)).isEqualTo(DATAGRAM);
        assertThat(received.bytes().get(received.offset(9))).isEqualTo((byte) 9);
        assertThat(received.length(10)).isEqualTo(188);
    }

    @Test
    void receivesAgainAndAgainIntoTheSameBatch() throws Exception {
        connectOnLoopback();
        for (int round = 0; round < 100; round++) {
            batch.clear();
            batch.add(payload.address(), DATAGRAM);
            sender.send(batch);
            assertThat(receiver.receive(received)).isEqualTo(1);
            assertThat(received.sender(0)).isPresent();
        }
    }

    @Test
    void answersAtOnceWhenNothingIsThere() throws Exception {
        connectOnLoopback();
        assertThat(receiver.receive(received)).isEqualTo(-Errno.EAGAIN);
        assertThat(receiver.awaitReadable(1_000_000)).isFalse();
    }

    @Test
    void marksADatagramThatIsTooLong() throws Exception {
        connectOnLoopback();
        batch.add(payload.address(), ReceiveBatch.DATAGRAM_BYTES + 1);
        sender.send(batch);
        assertThat(receiver.receive(received)).isEqualTo(1);
        assertThat(received.isTruncated(0)).isTrue();
    }

    @Test
    void answersThatNobodyListens() throws Exception {
        connectOnLoopback();
        receiver.close();
        batch.add(payload.address(), DATAGRAM);
        sender.send(batch);
        assertThat(sender.send(batch)).isEqualTo(-Errno.ECONNREFUSED);
    }

    @Test
    void namesTheAddressThatIsTaken() throws Exception {
        receiver.bind(LOOPBACK);
        InetSocketAddress taken = receiver.localAddress();
        assertThatThrownBy(() -> sender.bind(taken))
                .isInstanceOf(SystemCallException.class)
                .hasMessage("bind to 127.0.0.1:" + taken.getPort() + ": Address already in use");
    }

    @Test
    void hearsAMulticastGroupFromTheOneSenderItWants() throws Exception {
        InetAddress group = InetAddress.ofLiteral("232.1.2.3");
        receiver.shareAddress();
        receiver.bind(new InetSocketAddress(group, 0));
        receiver.join(group, "lo", LOOPBACK.getAddress());
        sender.bind(LOOPBACK);
        sender.multicastInterface("lo");
        sender.ttl(1);
        sender.dscp(46);
        sender.connect(new InetSocketAddress(group, receiver.localAddress().getPort()));
        batch.add(payload.address(), DATAGRAM);
        assertThat(sender.send(batch)).isEqualTo(1);
        assertThat(receiver.awaitReadable(SECOND_NS)).isTrue();
        assertThat(receiver.receive(received)).isEqualTo(1);
    }

    @Test
    void doesNotHearAnotherSenderOfTheGroup() throws Exception {
        InetAddress group = InetAddress.ofLiteral("232.1.2.4");
        receiver.bind(new InetSocketAddress(group, 0));
        receiver.join(group, "lo", InetAddress.ofLiteral("127.0.0.2"));
        sender.bind(LOOPBACK);
        sender.multicastInterface("lo");
        sender.connect(new InetSocketAddress(group, receiver.localAddress().getPort()));
        batch.add(payload.address(), DATAGRAM);
        assertThat(sender.send(batch)).isEqualTo(1);
        assertThat(receiver.awaitReadable(50_000_000)).isFalse();
    }

    @Test
    void namesTheInterfaceThatDoesNotExist() {
        assertThatThrownBy(() -> sender.multicastInterface("eth99")).hasMessageContaining("look up interface 'eth99'");
    }

    @Test
    void speaksIpv6() throws Exception {
        InetAddress loopback = InetAddress.ofLiteral("::1");
        try (var v6Receiver = UdpSocket.open(loopback);
                var v6Sender = UdpSocket.open(loopback)) {
            v6Receiver.bind(new InetSocketAddress(loopback, 0));
            v6Sender.connect(v6Receiver.localAddress());
            v6Sender.dscp(10);
            v6Sender.ttl(3);
            batch.add(payload.address(), DATAGRAM);
            assertThat(v6Sender.send(batch)).isEqualTo(1);
            assertThat(v6Receiver.receive(received)).isEqualTo(1);
        }
    }

    @Test
    void saysHowMuchBufferItGot() throws Exception {
        assertThat(receiver.receiveBuffer(65_536)).isEqualTo(65_536);
        assertThat(sender.sendBuffer(65_536)).isEqualTo(65_536);
    }
}
