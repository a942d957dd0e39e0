package dev.flotilla.edge.helmsman;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HelmsmanConfigTest {
    @Test
    void isBesideAMistServerOfThisMachineUnlessToldOtherwise() {
        HelmsmanConfig config = config();
        assertThat(config.hasMist()).isTrue();
        assertThat(config.mistAddress()).hasToString("http://127.0.0.1:4242");
        assertThat(config.handler(18_007)).hasToString("http://127.0.0.1:18007/mist/triggers");
        assertThat(config.capabilities()).containsExactly("ingest", "edge");
        assertThat(config.intervals().node()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config("flotilla.helmsman.mist.url", "none").hasMist()).isFalse();
    }

    @Test
    void takesTriggersOfAnotherMachineOnlyWithASecret() {
        assertThatThrownBy(() -> config("flotilla.helmsman.mist.url", "http://192.0.2.1:4242")
                        .handler(18_007))
                .hasMessageContaining("flotilla.helmsman.mist.url=http://192.0.2.1:4242 is not this machine: set"
                        + " flotilla.helmsman.triggers.url");
        assertThatThrownBy(() -> config("flotilla.helmsman.triggers.url", "http://192.0.2.2:18007")
                        .handler(18_007))
                .hasMessageContaining("set flotilla.helmsman.triggers.secret");
        assertThat(config(
                                "flotilla.helmsman.mist.url", "http://192.0.2.1:4242",
                                "flotilla.helmsman.triggers.url", "http://192.0.2.2:18007",
                                "flotilla.helmsman.triggers.secret", "s3cret")
                        .handler(18_007))
                .hasToString("http://192.0.2.2:18007/mist/triggers/s3cret");
    }

    @Test
    void namesKeyAndValueOfWhatCannotBe() {
        assertThatThrownBy(
                        () -> config("flotilla.helmsman.mist.url", "localhost").mistAddress())
                .hasMessage("flotilla.helmsman.mist.url must be like http://127.0.0.1:4242: localhost");
        assertThatThrownBy(() ->
                        config("flotilla.helmsman.mist.node-interval", "5ms").intervals())
                .hasMessage("flotilla.helmsman.mist.node-interval must be between 100 ms and 1 h: PT0.005S");
    }

    private static HelmsmanConfig config(String... keysAndValues) {
        var builder =
                new SmallRyeConfigBuilder().withMapping(HelmsmanConfig.class).addDefaultInterceptors();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            builder.withDefaultValue(keysAndValues[i], keysAndValues[i + 1]);
        }
        builder.withConverter(Duration.class, 200, new DurationConverter());
        return builder.build().getConfigMapping(HelmsmanConfig.class);
    }
}
