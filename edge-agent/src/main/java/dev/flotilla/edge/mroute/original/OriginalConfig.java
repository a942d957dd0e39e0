package dev.flotilla.edge.mroute.original;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * What the public mroute's {@code config.yaml} sets. As there, a file that is missing sets nothing, one that does not parse is
 * an error, and zero and empty mean the default. Its FFmpeg paths have no use here: no FFmpeg stands on the packet path.
 */
public final class OriginalConfig {
    /** Where that mroute looks for its configuration unless it is told. */
    public static final Path DEFAULT_FILE = Path.of("config.yaml");

    private static final Path DEFAULT_DATABASE = Path.of("mroute.db");
    private static final String SCHEME = "sqlite:";

    private final Map<?, ?> document;

    private OriginalConfig(Map<?, ?> document) {
        this.document = document;
    }

    /**
     * Reads that file.
     *
     * @throws IOException when it is there and is no configuration
     */
    public static OriginalConfig read(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            return new OriginalConfig(Map.of());
        }
        try {
            Object document = new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
            if (document == null) {
                return new OriginalConfig(Map.of());
            }
            if (document instanceof Map<?, ?> keys) {
                return new OriginalConfig(keys);
            }
            throw new IOException("config: parse config: " + file + " holds no keys");
        } catch (YAMLException e) {
            throw new IOException("config: parse config: " + file + ": " + e.getMessage(), e);
        }
    }

    /** What it sets, by the keys of the agent's own configuration. */
    public Map<String, String> settings() {
        var settings = new HashMap<String, String>();
        take("api", "host", "flotilla.api.host", settings);
        take("api", "port", "flotilla.api.port", settings);
        take("ffmpeg", "max_flows", "flotilla.mroute.max-flows", settings);
        take("ffmpeg", "health_timeout_ms", "flotilla.mroute.health-timeout", settings);
        settings.computeIfPresent("flotilla.mroute.health-timeout", (key, milliseconds) -> milliseconds + "ms");
        return settings;
    }

    /** Where its flows are. */
    public Path database() {
        String dsn = text("storage", "dsn");
        if (dsn.isEmpty()) {
            return DEFAULT_DATABASE;
        }
        return Path.of(dsn.startsWith(SCHEME) ? dsn.substring(SCHEME.length()) : dsn);
    }

    private void take(String section, String key, String ours, Map<String, String> settings) {
        String value = text(section, key);
        if (!value.isEmpty()) {
            settings.put(ours, value);
        }
    }

    private String text(String section, String key) {
        Object value = document.get(section) instanceof Map<?, ?> keys ? keys.get(key) : null;
        return value == null || value.equals(0) ? "" : value.toString();
    }
}
