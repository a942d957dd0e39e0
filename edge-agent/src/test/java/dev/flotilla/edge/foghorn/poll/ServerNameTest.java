package dev.flotilla.edge.foghorn.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServerNameTest {
    @Test
    void readsWhatMistServersBalancerReads() {
        assertThat(ServerName.parse("edge")).isEqualTo(new ServerName("edge", "edge", 4242, 0));
        assertThat(ServerName.parse("10.0.0.1:80")).isEqualTo(new ServerName("10.0.0.1:80", "10.0.0.1", 80, 0));
        assertThat(ServerName.parse("edge:80/125").limitBytesPerS()).isEqualTo(125L << 20);
        assertThat(ServerName.parse("edge/10").limitBytesPerS()).isEqualTo(10L << 20);
        ServerName six = ServerName.parse("[2001:db8::1]:80");
        assertThat(six.host()).isEqualTo("[2001:db8::1]");
        assertThat(six.bareHost()).isEqualTo("2001:db8::1");
        assertThat(ServerName.parse("[::1]").port()).isEqualTo(4242);
    }

    @Test
    void namesWhatIsNoServer() {
        for (String wrong :
                List.of("", ":80", "edge:x", "edge:0", "edge:65536", "edge/x", "edge/-1", "ed ge", "a@b", "a/b/c")) {
            assertThatThrownBy(() -> ServerName.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(wrong);
        }
    }
}
