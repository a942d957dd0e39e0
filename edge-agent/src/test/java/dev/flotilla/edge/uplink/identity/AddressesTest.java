package dev.flotilla.edge.uplink.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    @ParameterizedTest
    @CsvSource({
        "https://center.example.org:18443, https://center.example.org:18443",
        "https://center.example.org/, https://center.example.org:443",
        "' https://[2001:db8::1]:18443 ', https://[2001:db8::1]:18443",
    })
    void readsTheCenterAsAnOperatorWritesIt(String text, String address) {
        assertThat(CenterAddress.parse(text)).hasToString(address);
        assertThat(CenterAddress.parse(address)).isEqualTo(CenterAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "center.example.org",
                "http://center.example.org",
                "https://",
                "https://c.example.org/console",
                "https://user@c.example.org",
                "https://c.example.org?x",
                "https://a b"
            })
    void refusesWhatIsNoCenterAndNamesIt(String text) {
        assertThatThrownBy(() -> CenterAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("center: ")
                .hasMessageContaining("'" + text + "'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"center.example.org:18006", "192.0.2.1:18006", "[2001:db8::1]:18006"})
    void writesTheUplinkAsItWasRead(String text) {
        assertThat(UplinkAddress.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"center.example.org", "center:0", "center:65536", "2001:db8::1:18006", "a b:1", ":1"})
    void refusesWhatIsNoUplink(String text) {
        assertThatThrownBy(() -> UplinkAddress.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("uplink: ");
    }

    @Test
    void resolvesAPathAgainstTheCenter() {
        assertThat(CenterAddress.parse("https://c:1").resolve("/enrol/v1/nodes"))
                .hasToString("https://c:1/enrol/v1/nodes");
    }
}
