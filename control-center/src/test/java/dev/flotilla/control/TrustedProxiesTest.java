package dev.flotilla.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.control.database.CannotStart;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    @Test
    void areNoneUnlessNamed() {
        assertThat(LaunchConfig.of(Map.of()).proxies().settings())
                .containsExactly(Map.entry("quarkus.http.proxy.proxy-address-forwarding", "false"));
    }

    @Test
    void areThoseThatAreNamed() {
        assertThat(trusted("192.0.2.0/24, 2001:db8::1").settings())
                .containsEntry("quarkus.http.proxy.proxy-address-forwarding", "true")
                .containsEntry("quarkus.http.proxy.trusted-proxies", "192.0.2.0/24,2001:db8::1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.org", "192.0.2.1/33", "0.0.0.0/0", "192.0.2.1/x"})
    void mustBeAddresses(String wrong) {
        assertThatThrownBy(() -> trusted(wrong))
                .isInstanceOf(CannotStart.class)
                .hasMessageStartingWith("flotilla.proxy.trusted must hold addresses")
                .hasMessageEndingWith("'" + wrong + "'");
    }

    private static TrustedProxies trusted(String networks) {
        return LaunchConfig.of(Map.of("flotilla.proxy.trusted", networks)).proxies();
    }
}
