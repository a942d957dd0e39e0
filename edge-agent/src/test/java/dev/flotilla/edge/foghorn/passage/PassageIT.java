package dev.flotilla.edge.foghorn.passage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.event.Eventually;
import dev.flotilla.edge.uplink.identity.UplinkAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PassageIT {
    private final List<Socket> callers = new ArrayList<>();
    private ServerSocket center;

    @BeforeEach
    void listen() throws Exception {
        center = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        center.setSoTimeout(20_000);
    }

    @AfterEach
    void close() throws Exception {
        for (Socket caller : callers) {
            caller.close();
        }
        center.close();
    }

    @Test
    void passesWhatBothEndsSayAndThatOneHasSaidAll() throws Exception {
        try (Passage passage = passage(8, Duration.ofSeconds(60))) {
            Socket caller = call(passage);
            caller.getOutputStream().write("question".getBytes(StandardCharsets.UTF_8));
            caller.shutdownOutput();
            try (Socket called = center.accept()) {
                assertThat(new String(called.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo("question");
                called.getOutputStream().write("answer".getBytes(StandardCharsets.UTF_8));
            }
            assertThat(new String(caller.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("answer");
            Eventually.isTrue("over", () -> passage.connections() == 0);
        }
    }

    @Test
    void letsNoMoreThroughThanItMay() throws Exception {
        try (Passage passage = passage(8, Duration.ofSeconds(60))) {
            call(passage);
            call(passage);
            Eventually.isTrue("two from here", () -> passage.connections() == 2);
            Socket third = call(passage);
            assertThat(third.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void closesAConnectionOnWhichNothingPasses() throws Exception {
        try (Passage passage = passage(8, Duration.ofMillis(200))) {
            Socket caller = call(passage);
            assertThat(isOver(caller)).isTrue();
            Eventually.isTrue("over", () -> passage.connections() == 0);
        }
    }

    @Test
    void closesAllThatPassWithIt() throws Exception {
        Socket caller;
        try (Passage passage = passage(8, Duration.ofSeconds(60))) {
            caller = call(passage);
            Eventually.isTrue("passes", () -> passage.connections() == 1);
        }
        assertThat(isOver(caller)).isTrue();
    }

    @Test
    void leadsNowhereWhileTheNodeIsNotEnrolled() throws Exception {
        try (Passage passage = new Passage(anyPort(), Optional::empty, 8, Duration.ofSeconds(60))) {
            assertThat(isOver(call(passage))).isTrue();
        }
    }

    private Passage passage(int most, Duration idle) throws IOException {
        return new Passage(
                anyPort(), () -> Optional.of(new UplinkAddress("127.0.0.1", center.getLocalPort())), most, idle);
    }

    private Socket call(Passage passage) throws IOException {
        Socket caller = new Socket(InetAddress.getLoopbackAddress(), passage.port());
        caller.setSoTimeout(20_000);
        callers.add(caller);
        return caller;
    }

    /** Ended or reset: both are an end. */
    private static boolean isOver(Socket caller) {
        try {
            return caller.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
