package dev.flotilla.mist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.helmsman.mist.MistFlavour;
import dev.flotilla.edge.helmsman.mist.MistStream;
import dev.flotilla.edge.helmsman.recording.Thresholds;
import dev.flotilla.tour.time.Await;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restreaming of a node, by a MistServer that somebody else wrote after the captures. */
class PushTargetTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Thresholds ROOMY = new Thresholds(85, 75, 95, 0, Optional.empty());

    @TempDir
    private Path folder;

    @Test
    void pushesOnAsOftenAsItTakesAndTellsWithoutTheSecret() throws Exception {
        MistServer mist = RecordingNode.mist(false, 50_000);
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        try (RecordingNode node = new RecordingNode(mist, MistFlavour.UPSTREAM, folder, ROOMY)) {
            mist.publish("rec_1?to=" + port);
            var failing = await(
                    "the failure",
                    () -> node.restreaming().targets().stream()
                            .filter(target -> target.state().equals("failing"))
                            .findFirst());
            assertThat(failing.reason()).contains("Could not connect").doesNotContain("secret");
            assertThat(failing.address()).isEqualTo("rtmp://127.0.0.1:" + port + "/***");
            assertThat(node.events.stream().filter(event -> event.getType().equals("push_end")))
                    .first()
                    .satisfies(event -> assertThat(event.getMedia().getPushEnd().getTargetId())
                            .isEqualTo("pt_0011223344556677"));
            try (ServerSocket far = new ServerSocket(port)) {
                assertThat(far.isBound()).isTrue();
                await(
                        "the push",
                        () -> node.restreaming().targets().stream()
                                .filter(target -> target.state().equals("running"))
                                .findFirst());
                assertThat(node.restreaming().set(new MistStream("live+show"), List.of()))
                        .isEmpty();
                await(
                        "its end",
                        () -> Optional.of(mist.pushes().targets())
                                .filter(targets ->
                                        targets.keySet().stream().noneMatch(target -> target.contains("rtmp"))));
            }
            assertThat(node.events.toString()).doesNotContain("secret-key");
        }
    }

    private static <T> T await(String what, Await.Look<T> look) throws Exception {
        return Await.until(what, PATIENCE, look);
    }
}
