package dev.flotilla.edge.mroute.original;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * The configuration file of the public mroute as a source of the agent's: above the agent's defaults and its own file, below
 * the environment. It is read only by an agent that was started as mroute.
 */
public final class OriginalSettings implements ConfigSource {
    /** The system property that names the file. */
    public static final String FILE = "flotilla.mroute.config-file";

    private static final int BELOW_ENVIRONMENT = 290;

    private final Map<String, String> settings = read();

    private static Map<String, String> read() {
        String file = System.getProperty(FILE);
        if (file == null) {
            return Map.of();
        }
        try {
            Map<String, String> settings = OriginalConfig.read(Path.of(file)).settings();
            // The default of the port asks for this variable, too, but what a file says hides defaults.
            if (System.getenv("MROUTE_PORT") != null) {
                settings.remove("flotilla.api.port");
            }
            return settings;
        } catch (IOException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public Set<String> getPropertyNames() {
        return settings.keySet();
    }

    @Override
    public @Nullable String getValue(String key) {
        return settings.get(key);
    }

    @Override
    public String getName() {
        return "config.yaml of mroute";
    }

    @Override
    public int getOrdinal() {
        return BELOW_ENVIRONMENT;
    }
}
