package dev.flotilla.edge.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** What the commands take from their surroundings: the keys of the agent's configuration, by property or environment. */
record Settings(Properties properties, Map<String, String> environment) {
    static Settings ofThisProcess() {
        return new Settings(System.getProperties(), System.getenv());
    }

    /** The value of {@code flotilla.some-key}, else of {@code FLOTILLA_SOME_KEY}. */
    Optional<String> value(String key) {
        String variable = key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
        return Optional.ofNullable(properties.getProperty(key))
                .or(() -> Optional.ofNullable(environment.get(variable)))
                .filter(value -> !value.isBlank());
    }

    Path data() {
        return Path.of(value("flotilla.data").orElse("/var/lib/flotilla-edge"));
    }
}
