package dev.flotilla.control;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One embedded PostgreSQL for all tests of the module, prepared by the same launcher as in production. */
public final class PreparedDatabase implements QuarkusTestResourceLifecycleManager {
    private @Nullable Launch launch;

    @Override
    public Map<String, String> start() {
        try {
            Path data = Files.createTempDirectory("flotilla-control-");
            var settings = new HashMap<>(Map.of(
                    "flotilla.data", data.toString(),
                    "flotilla.database.programs",
                            Path.of("target", "postgresql").toAbsolutePath().toString()));
            launch = Launch.prepare(LaunchConfig.of(settings));
            settings.putAll(launch.settings());
            return settings;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        if (launch != null) {
            launch.close();
        }
    }
}
