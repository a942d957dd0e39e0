package dev.flotilla.control.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flotilla.control.graphql.Refused;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogoSourceTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fd00::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "64:ff9b::7f00:1"
            })
    void callsNobodyAroundThisMachine(String address) {
        assertThat(LogoSource.isPublic(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"9.9.9.9", "100.128.0.1", "172.32.0.1", "2620:fe::fe"})
    void callsThePublicInternet(String address) {
        assertThat(LogoSource.isPublic(InetAddress.ofLiteral(address))).isTrue();
    }

    /** A refusal says the same of what is not there and of what must not be called. */
    @Test
    void refusesAddressesThatAreNoneOfTheWeb() {
        var source = new LogoSource(vertx);
        for (String url : new String[] {
            "https://localhost/logo.png", "https://127.0.0.1:5432/", "https://[::1]/", "https://nobody.invalid/x.png"
        }) {
            assertThatThrownBy(() -> source.fetch(url))
                    .isInstanceOf(Refused.class)
                    .hasMessageContaining("cannot be fetched");
        }
        for (String url :
                new String[] {"http://example.org/x.png", "https://user:word@example.org/", "file:///etc/passwd", " "
                }) {
            assertThatThrownBy(() -> source.fetch(url)).hasMessageContaining("must be an https address");
        }
    }
}
