package dev.flotilla.control;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One embedded PostgreSQL for all tests of the module, prepared by the same launcher as in production. The tests run on another
 * one, an empty database at first, with {@code -Dflotilla.test.database.url=}, {@code .username=} and {@code .password=}.
 */
public final class PreparedDatabase implements QuarkusTestResourceLifecycleManager {
    private @Nullable Launch launch;

    @Override
    public Map<String, String> start() {
        try {
            Path data = Files.createTempDirectory("flotilla-control-");
            var settings = new HashMap<>(Map.of(
                    "flotilla.data", data.toString(),
                    "flotilla.proxy.trusted", "127.0.0.1",
                    "flotilla.database.programs",
                            Path.of("target", "postgresql").toAbsolutePath().toString()));
            if (System.getProperty("flotilla.test.database.url") != null) {
                for (String key : List.of("url", "username", "password")) {
                    settings.put("flotilla.database." + key, System.getProperty("flotilla.test.database." + key));
                }
                settings.put("flotilla.secret.master-key", "1".repeat(64));
            }
            launch = Launch.prepare(LaunchConfig.of(settings));
            settings.putAll(launch.settings());
            String port = Integer.toString(freePort());
            settings.put("quarkus.grpc.server.port", port);
            settings.put("quarkus.grpc.server.test-port", port);
            return settings;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The uplink's own, because what an enrolment answers must be true. */
    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void stop() {
        if (launch != null) {
            launch.close();
        }
    }
}
