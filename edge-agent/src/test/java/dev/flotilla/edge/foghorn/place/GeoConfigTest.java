package dev.flotilla.edge.foghorn.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flotilla.edge.foghorn.TestConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GeoConfigTest {
    @Test
    void readsSeveralFiles() {
        assertThat(TestConfig.read(GeoConfig.class, Map.of()).database()).isEmpty();
        assertThat(TestConfig.read(GeoConfig.class, Map.of("flotilla.foghorn.geo.database", "/a.mmdb,/b.mmdb"))
                        .database())
                .hasValue(List.of(Path.of("/a.mmdb"), Path.of("/b.mmdb")));
    }
}
