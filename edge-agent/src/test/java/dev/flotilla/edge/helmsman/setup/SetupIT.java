package dev.flotilla.edge.helmsman.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.helmsman.mist.FakeMist;
import dev.flotilla.edge.helmsman.mist.MistApi;
import dev.flotilla.proto.foghorn.v1.ConfigSeed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupIT {
    @TempDir
    private Path folder;

    private FakeMist mist;
    private MistApi api;

    @BeforeEach
    void start() throws Exception {
        mist = new FakeMist();
        api = mist.api();
    }

    @AfterEach
    void stop() {
        api.close();
        mist.close();
    }

    @Test
    void goesOnWithoutAWishThatIsDamaged() throws Exception {
        Files.writeString(folder.resolve("mist-seed.pb"), "no message of anybody");
        Setup setup = new Setup(folder, Optional.empty(), 0);
        assertThat(setup.difference(api.config())).isEmpty();
        assertThat(folder.resolve("mist-seed.pb.damaged")).exists();
        assertThat(setup.take(ConfigSeed.newBuilder()
                        .setVersion("1")
                        .setBandwidthLimit(7)
                        .build()))
                .isTrue();
        assertThat(new Setup(folder, Optional.empty(), 0).difference(api.config()))
                .isNotEmpty();
    }

    @Test
    void makesMistServerAsItIsWishedAndTakesItBackLater() throws Exception {
        mist.streams().putObject("vod").put("source", "/vod");
        Path file = folder.resolve("mist.yaml");
        Files.writeString(file, """
            protocols:
              - {connector: HTTP, port: 8080, interface: 0.0.0.0}
              - {connector: OnlyMine}
            tags: [fast]
            bandwidth_limit: 1000
            """);
        Setup setup = new Setup(folder, Optional.of(file), 0);
        setup.take(ConfigSeed.newBuilder()
                .setVersion("1")
                .setBalancer("http://10.0.0.1:18008")
                .setBandwidthLimit(7)
                .build());
        assertThat(setup.difference(api.config())).hasSize(5);
        assertThat(setup.apply(api, api.config()).problems()).isEmpty();

        assertThat(mist.streams().path("live").path("source").asText())
                .isEqualTo("balance:http://10.0.0.1:18008?fallback=push://");
        assertThat(mist.bandwidth().path("limit").asLong())
                .as("the node's own file counts more")
                .isEqualTo(1000);
        assertThat(mist.tags().toString()).isEqualTo("[\"fast\"]");
        assertThat(mist.config().path("protocols").toString()).contains("OnlyMine", "0.0.0.0");
        assertThat(setup.difference(api.config())).isEmpty();
        assertThat(setup.balancedStreams()).containsExactly("live");

        Setup afterRestart = new Setup(folder, Optional.empty(), 0);
        afterRestart.take(ConfigSeed.newBuilder().setVersion("2").build());
        assertThat(afterRestart.apply(api, api.config()).problems()).isEmpty();
        assertThat(mist.streams().toString()).isEqualTo("{\"vod\":{\"source\":\"/vod\"}}");
        assertThat(mist.tags()).isEmpty();
        assertThat(mist.config().path("protocols").toString()).doesNotContain("OnlyMine", "0.0.0.0");
        assertThat(afterRestart.difference(api.config())).isEmpty();
    }

    @Test
    void leavesAllAsItIsWhileTheNodesFileMakesNoSense() throws Exception {
        Path file = folder.resolve("mist.yaml");
        Files.writeString(file, "tags: [fast]");
        Setup setup = new Setup(folder, Optional.of(file), 0);
        setup.apply(api, api.config());
        Files.writeString(file, "tags: [fast");
        assertThat(setup.apply(api, api.config()).problems())
                .singleElement()
                .asString()
                .startsWith("MistServer's configuration is left as it is: " + file + ": it is no YAML");
        assertThat(mist.tags()).hasSize(1);
    }

    @Test
    void refusesASeedThatMakesNoSenseAndKeepsTheOneBefore() throws Exception {
        Setup setup = new Setup(folder, Optional.empty(), 0);
        assertThat(setup.take(
                        ConfigSeed.newBuilder().setVersion("1").addTags("eu").build()))
                .isTrue();
        assertThat(setup.take(ConfigSeed.newBuilder().setVersion("1").build()))
                .as("the same version")
                .isFalse();
        assertThatThrownBy(() -> setup.take(ConfigSeed.newBuilder()
                        .setVersion("2")
                        .putStreams("live", "[1]")
                        .build()))
                .hasMessage("streams.live is no JSON object: [1]");
        assertThat(new Setup(folder, Optional.empty(), 0).difference(api.config()))
                .extracting(Change::line)
                .containsExactly("+ tag eu");
    }
}
