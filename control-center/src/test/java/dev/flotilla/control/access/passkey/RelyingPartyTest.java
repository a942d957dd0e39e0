package dev.flotilla.control.access.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelyingPartyTest {
    @Test
    void aConsoleWithANameIsThePlaceForPasskeys() {
        assertThat(RelyingParty.originsOf("https://console.example.org", 1, 2))
                .containsExactly("https://console.example.org");
    }

    @Test
    void aConsoleOfDigitsLeavesTheMachineItself() {
        List<String> origins = List.of("http://localhost:18000", "https://localhost:18443");
        assertThat(RelyingParty.originsOf("https://192.0.2.1:18443", 18000, 18443))
                .isEqualTo(origins);
        assertThat(RelyingParty.originsOf("https://[2001:db8::1]:18443", 18000, 18443))
                .isEqualTo(origins);
        assertThat(new RelyingParty(origins).id()).isEqualTo("localhost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://console.example.org",
                "https://192.0.2.1",
                "https://console.example.org/",
                "https://me@console.example.org",
                "console.example.org"
            })
    void anOriginThatBrowsersWouldNotNameIsRefused(String origin) {
        assertThatThrownBy(() -> new RelyingParty(List.of(origin)))
                .hasMessageContaining("flotilla.passkey.origins")
                .hasMessageContaining(origin);
    }

    @Test
    void allAreOfOneName() {
        assertThat(new RelyingParty(List.of("https://example.org", "https://a.example.org")).id())
                .isEqualTo("example.org");
        assertThatThrownBy(() -> new RelyingParty(List.of("https://example.org", "https://badexample.org")))
                .hasMessageContaining("badexample.org");
    }
}
