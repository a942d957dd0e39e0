package dev.flotilla.edge.foghorn;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** Reads what is shipped, and what an operator sets beyond that. */
public final class TestConfig {
    private TestConfig() {}

    /** A part of the configuration with these settings. */
    public static <T> T read(Class<T> mapping, Map<String, String> settings) {
        try {
            var shipped = new PropertiesConfigSource(
                    Objects.requireNonNull(TestConfig.class.getResource("/application.properties")), 100);
            return new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withConverter(Duration.class, 200, new DurationConverter())
                    .withSources(shipped, new PropertiesConfigSource(settings, "operator", 300))
                    .withMapping(mapping)
                    .withValidateUnknown(false)
                    .build()
                    .getConfigMapping(mapping);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
