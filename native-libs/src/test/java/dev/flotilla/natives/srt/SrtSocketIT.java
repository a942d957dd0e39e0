package dev.flotilla.natives.srt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.natives.handle.NothingLeaks;
import dev.flotilla.natives.memory.OffHeap;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(NothingLeaks.class)
class SrtSocketIT {
    private static final String PASSPHRASE = "correct horse battery";

    private SrtSocket listener;
    private SrtSocket caller;
    private SrtEpoll epoll;
    private OffHeap packet;

    @BeforeEach
    void open() throws Exception {
        listener = SrtSocket.open();
        caller = SrtSocket.open();
        epoll = SrtEpoll.open();
        packet = OffHeap.allocate(Srt.RECEIVE_BYTES);
    }

    @AfterEach
    void close() {
        caller.close();
        listener.close();
        epoll.close();
        packet.close();
    }

    private void listen(SrtGate gate) throws SrtException {
        listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        listener.listen(4, gate);
        epoll.add(listener, SrtEpoll.READABLE);
    }

    private void call() throws SrtException {
        epoll.add(caller, SrtEpoll.WRITABLE);
        caller.connect(listener.localAddress());
    }

    private SrtSocket accept() {
        var accepted = new SrtSocket[1];
        await(() -> {
            Optional<SrtSocket> next = listener.accept();
            next.ifPresent(socket -> accepted[0] = socket);
            return next.isPresent();
        });
        return accepted[0];
    }

    private void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + 5_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            epoll.await(10);
        }
    }

    @Test
    void carriesPacketsAndCountsThem() throws Exception {
        listener.set(SrtOption.LATENCY, 30);
        caller.set(SrtOption.LATENCY, 20);
        listen(streamId -> SrtVerdict.WELCOME);
        call();
        try (var accepted = accept();
                var statistics = new SrtStatistics()) {
            await(() -> caller.state() == SrtState.CONNECTED);
            assertThat(accepted.receive(packet.address())).isEqualTo(SrtSocket.AGAIN);
            for (int i = 0; i < 10; i++) {
                packet.bytes().putInt(0, i);
                assertThat(caller.send(packet.address(), Srt.PAYLOAD_BYTES)).isEqualTo(Srt.PAYLOAD_BYTES);
            }
            for (int i = 0; i < 10; i++) {
                await(() -> accepted.receive(packet.address()) == Srt.PAYLOAD_BYTES);
                assertThat(packet.bytes().getInt(0)).isEqualTo(i);
            }
            assertThat(accepted.read(statistics)).isTrue();
            assertThat(statistics.packetsReceived()).isEqualTo(10);
            assertThat(statistics.bytesReceived()).isEqualTo(10 * (1316 + 44));
            assertThat(statistics.packetsDroppedOnReceive()).isZero();
            assertThat(caller.read(statistics)).isTrue();
            assertThat(statistics.packetsSent()).isEqualTo(10);
            assertThat(statistics.roundTripMs()).isPositive();
            assertThat(accepted.number(SrtOption.RECEIVER_LATENCY)).isEqualTo(30);
            assertThat(accepted.peerAddress()).contains(caller.localAddress());
        }
    }

    @Test
    void connectsWithTheSamePassphrase() throws Exception {
        listener.set(SrtOption.PASSPHRASE, PASSPHRASE);
        caller.set(SrtOption.PASSPHRASE, PASSPHRASE).set(SrtOption.KEY_LENGTH, 32);
        listen(streamId -> SrtVerdict.WELCOME);
        call();
        try (var accepted = accept()) {
            await(() -> caller.state() == SrtState.CONNECTED);
            assertThat(accepted.number(SrtOption.KEY_LENGTH)).isEqualTo(32);
        }
    }

    @Test
    void refusesAWrongPassphrase() throws Exception {
        listener.set(SrtOption.PASSPHRASE, PASSPHRASE);
        caller.set(SrtOption.PASSPHRASE, "something else");
        listen(streamId -> SrtVerdict.WELCOME);
        call();
        await(() -> caller.state() == SrtState.BROKEN);
        assertThat(caller.rejection()).isEqualTo("the passphrase is wrong");
    }

    @Test
    void refusesACallerWithoutPassphrase() throws Exception {
        listener.set(SrtOption.PASSPHRASE, PASSPHRASE);
        listen(streamId -> SrtVerdict.WELCOME);
        call();
        await(() -> caller.state() == SrtState.BROKEN);
        assertThat(caller.rejection()).contains("the passphrase is missing");
    }

    @Test
    void asksTheGateAboutTheStreamId() throws Exception {
        caller.set(SrtOption.STREAM_ID, "#!::r=studio,m=publish");
        listen(streamId -> streamId.equals("#!::r=studio,m=publish") ? SrtVerdict.WELCOME : SrtVerdict.FORBIDDEN);
        call();
        try (var accepted = accept()) {
            assertThat(accepted.text(SrtOption.STREAM_ID)).isEqualTo("#!::r=studio,m=publish");
        }
    }

    @Test
    void refusesAForbiddenStreamId() throws Exception {
        caller.set(SrtOption.STREAM_ID, "intruder");
        listen(streamId -> streamId.equals("studio") ? SrtVerdict.WELCOME : SrtVerdict.FORBIDDEN);
        call();
        await(() -> caller.state() == SrtState.BROKEN);
        assertThat(caller.rejection()).isEqualTo("the listener does not allow this stream id");
        assertThat(listener.accept()).isEmpty();
    }

    @Test
    void survivesAGateThatThrows() throws Exception {
        listen(streamId -> {
            throw new IllegalStateException("on purpose");
        });
        call();
        await(() -> caller.state() == SrtState.BROKEN);
        assertThat(caller.rejection()).isEqualTo("the listener is overloaded");
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        caller.set(SrtOption.CONNECT_TIMEOUT, 200);
        epoll.add(caller, SrtEpoll.WRITABLE);
        try (var free = SrtSocket.open()) {
            free.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            caller.connect(free.localAddress());
            await(() -> caller.state() == SrtState.BROKEN);
        }
        assertThat(caller.rejection()).isEqualTo("nobody answered in time");
    }

    @Test
    void noticesThatThePeerIsGone() throws Exception {
        listen(streamId -> SrtVerdict.WELCOME);
        call();
        try (var accepted = accept()) {
            await(() -> caller.state() == SrtState.CONNECTED);
            caller.close();
            await(() -> accepted.receive(packet.address()) == SrtSocket.LOST);
            assertThat(accepted.send(packet.address(), 188)).isEqualTo(SrtSocket.LOST);
        }
    }

    @Test
    void letsCallersShareAPort() throws Exception {
        listen(streamId -> SrtVerdict.WELCOME);
        caller.bind(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0));
        try (var second = SrtSocket.open()) {
            second.bind(new InetSocketAddress(
                    InetAddress.ofLiteral("0.0.0.0"), caller.localAddress().getPort()));
            call();
            second.connect(listener.localAddress());
            try (var a = accept();
                    var b = accept()) {
                assertThat(a.peerAddress()).isEqualTo(b.peerAddress());
            }
        }
    }

    @Test
    void namesOptionAndValueThatAreWrong() {
        assertThatThrownBy(() -> caller.set(SrtOption.KEY_LENGTH, 17))
                .isInstanceOf(SrtException.class)
                .hasMessageContaining("set option KEY_LENGTH to 17");
        assertThatThrownBy(() -> caller.set(SrtOption.PASSPHRASE, "short"))
                .hasMessageContaining("PASSPHRASE")
                .hasMessageNotContaining("short");
    }

    @Test
    void refusesAnOptionWhoseMomentHasPassed() throws Exception {
        listen(streamId -> SrtVerdict.WELCOME);
        listener.set(SrtOption.MAX_BANDWIDTH, 1_000_000);
        assertThatThrownBy(() -> listener.set(SrtOption.LATENCY, 100))
                .hasMessage("option LATENCY must be set before connect");
        assertThatThrownBy(() -> listener.set(SrtOption.FLIGHT_WINDOW, 100))
                .hasMessage("option FLIGHT_WINDOW must be set before bind");
    }

    @Test
    void belongsToOneThread() {
        var other = CompletableFuture.runAsync(() -> caller.close());
        assertThatThrownBy(other::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("SRT socket " + caller.id() + " belongs to thread main");
    }

    @Test
    void knowsTheVersionOfTheLibrary() {
        assertThat(Srt.version()).startsWith("1.5.");
        assertThat(Srt.file()).startsWith("libsrt");
    }
}
