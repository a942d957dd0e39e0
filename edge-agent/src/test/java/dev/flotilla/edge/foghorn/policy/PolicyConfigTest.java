package dev.flotilla.edge.foghorn.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.foghorn.TestConfig;
import java.net.InetAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyConfigTest {
    @Test
    void callsNobodyInsideUnlessTold() {
        InetAddress inside = InetAddress.ofLiteral("10.1.2.3");
        PolicyConfig shipped = TestConfig.read(PolicyConfig.class, Map.of());
        assertThat(shipped.guard().permits(inside)).isFalse();
        assertThat(shipped.checkedMostCalls()).isEqualTo(64);
        PolicyConfig told = TestConfig.read(
                PolicyConfig.class, Map.of("flotilla.foghorn.webhook.allowed-networks", "192.168.0.0/24, 10.1.0.0/16"));
        assertThat(told.guard().permits(inside)).isTrue();
    }

    @Test
    void namesWhatIsWrong() {
        PolicyConfig config = TestConfig.read(
                PolicyConfig.class,
                Map.of(
                        "flotilla.foghorn.webhook.allowed-networks", "inside",
                        "flotilla.foghorn.webhook.most-calls", "0"));
        assertThatThrownBy(config::guard)
                .hasMessageContaining("flotilla.foghorn.webhook.allowed-networks")
                .hasMessageContaining("inside");
        assertThatThrownBy(config::checkedMostCalls).hasMessageContaining("flotilla.foghorn.webhook.most-calls=0");
    }
}
