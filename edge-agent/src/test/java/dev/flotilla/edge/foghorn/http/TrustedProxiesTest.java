package dev.flotilla.edge.foghorn.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.edge.foghorn.balance.ClientAddress;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TrustedProxiesTest {
    private static boolean holds(String network, String address) {
        return TrustedProxies.parse(List.of(network))
                .networks()
                .getFirst()
                .holds(Objects.requireNonNull(ClientAddress.parse(address)));
    }

    @Test
    void aNetworkIsItsFirstBits() {
        assertThat(holds("10.0.0.0/8", "10.255.1.2")).isTrue();
        assertThat(holds("10.0.0.0/8", "11.0.0.0")).isFalse();
        assertThat(holds("192.0.2.1", "192.0.2.1")).isTrue();
        assertThat(holds("192.0.2.1", "192.0.2.2")).isFalse();
        assertThat(holds("0.0.0.0/0", "203.0.113.1")).isTrue();
        assertThat(holds("0.0.0.0/0", "2001:db8::1")).isFalse();
        assertThat(holds("2001:db8::/32", "2001:db8:ffff::1")).isTrue();
        assertThat(holds("2001:db8::/65", "2001:db8::8000:0:0:1")).isFalse();
        assertThat(holds("::/0", "2001:db8::1")).isTrue();
    }

    @Test
    void namesWhatIsNoNetwork() {
        for (String wrong : List.of("proxy.example", "10.0.0.0/33", "10.0.0.0/x", "", "10.0.0/8")) {
            assertThatThrownBy(() -> TrustedProxies.parse(List.of(wrong)))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(wrong);
        }
    }
}
