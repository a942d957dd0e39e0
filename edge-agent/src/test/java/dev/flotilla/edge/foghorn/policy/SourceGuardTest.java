package dev.flotilla.edge.foghorn.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceGuardTest {
    private final SourceGuard guard = new SourceGuard(new OutsideGuard(List.of()));

    @Test
    void letsAddressesOfTheInternetPass() throws Exception {
        assertThat(mayFetch("srt://9.9.9.9:9000?streamid=a", false)).isTrue();
        assertThat(mayFetch("https://user:word@[2620:fe::fe]/a.m3u8", false)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "172.16.1.1", "192.168.3.4", "100.64.0.1", "[fd00::1]"})
    void letsPrivateAddressesPassOnlyWhereTheClusterAllows(String host) throws Exception {
        assertThat(mayFetch("srt://" + host + ":9000", false)).isFalse();
        assertThat(mayFetch("srt://" + host + ":9000", true)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "srt://127.0.0.1:9000",
                "http://localhost:8080/a.ts",
                "http://169.254.169.254/a.ts",
                "http://[::1]/a.ts",
                "http://[::ffff:127.0.0.1]/a.ts",
                "srt://239.1.1.1:9000",
                "http://does-not-exist.invalid/a.ts",
                "no address"
            })
    void neverLeadsToTheNodeItselfOrNowhere(String url) throws Exception {
        assertThat(mayFetch(url, true)).isFalse();
    }

    private boolean mayFetch(String url, boolean mayBePrivate) throws Exception {
        return guard.mayFetch(url, mayBePrivate).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
