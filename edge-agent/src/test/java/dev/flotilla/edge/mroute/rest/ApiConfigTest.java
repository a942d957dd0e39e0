package dev.flotilla.edge.mroute.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ApiConfigTest {
    @Test
    void isOnLoopbackAtMroutesPortUnlessToldOtherwise() throws IOException {
        ApiConfig config = read(Map.of());
        assertThat(config.host()).isEqualTo("127.0.0.1");
        assertThat(config.port()).isEqualTo(8080);
        assertThat(config.token()).isEmpty();
        assertThatCode(config::check).doesNotThrowAnyException();
    }

    @Test
    void takesMroutesOwnVariable() throws IOException {
        assertThat(read(Map.of("MROUTE_PORT", "18070")).port()).isEqualTo(18_070);
    }

    @Test
    void opensToOthersOnlyWithAToken() throws IOException {
        assertThatThrownBy(read(Map.of("flotilla.api.host", "192.0.2.1"))::check)
                .hasMessageContaining("flotilla.api.token");
        assertThatCode(read(Map.of("flotilla.api.host", "192.0.2.1", "flotilla.api.token", "secret"))::check)
                .doesNotThrowAnyException();
    }

    @Test
    void namesAPortThatIsNone() throws IOException {
        assertThatThrownBy(read(Map.of("flotilla.api.port", "70000"))::check)
                .hasMessage("flotilla.api.port (MROUTE_PORT) must be 0-65535: 70000");
    }

    private static ApiConfig read(Map<String, String> settings) throws IOException {
        var shipped = Objects.requireNonNull(ApiConfig.class.getResource("/application.properties"));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(shipped, 100))
                .withSources(new PropertiesConfigSource(settings, "settings", 300))
                .withMapping(ApiConfig.class)
                .withValidateUnknown(false)
                .build()
                .getConfigMapping(ApiConfig.class);
    }
}
