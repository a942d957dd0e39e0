package dev.flotilla.edge.foghorn.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.uplink.identity.UplinkAddress;
import dev.flotilla.proto.node.v1.Inventory;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ControlConfigTest {
    @Test
    void listensAtItsPortUnlessToldOtherwise() throws IOException {
        ControlConfig config = read(Map.of());
        assertThat(config.control().host()).isEqualTo("0.0.0.0");
        assertThat(config.control().port()).isEqualTo(18_019);
        assertThat(config.seedFile()).isEmpty();
        assertThat(config.limits().reportInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.limits().reconnectWindow()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.limits().forgetAfter()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void tellsWhereItIsReachedAsTheOperatorSays() throws IOException {
        Inventory inventory = inventory(read(Map.of(
                "flotilla.foghorn.control.public-address", "foghorn.example.org:28019",
                "flotilla.foghorn.public-url", "https://foghorn.example.org")));
        assertThat(inventory.getFoghornControl()).isEqualTo("foghorn.example.org:28019");
        assertThat(inventory.getFoghornHttp()).isEqualTo("https://foghorn.example.org");
    }

    @Test
    void tellsTheAddressFromWhichItReachesTheControlCenterOtherwise() throws IOException {
        Inventory inventory = inventory(read(Map.of("flotilla.foghorn.http.port", "28008")));
        assertThat(inventory.getFoghornControl()).isEqualTo("127.0.0.1:18019");
        assertThat(inventory.getFoghornHttp()).isEqualTo("http://127.0.0.1:28008");
    }

    private static Inventory inventory(ControlConfig config) {
        Inventory.Builder inventory = Inventory.newBuilder();
        config.advertisement().addTo(inventory, Optional.of(new UplinkAddress("127.0.0.1", 18_006)));
        return inventory.build();
    }

    private static ControlConfig read(Map<String, String> settings) throws IOException {
        var shipped = Objects.requireNonNull(ControlConfig.class.getResource("/application.properties"));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(shipped, 100))
                .withSources(new PropertiesConfigSource(settings, "settings", 300))
                .withMapping(ControlConfig.class)
                .withValidateUnknown(false)
                .build()
                .getConfigMapping(ControlConfig.class);
    }
}
