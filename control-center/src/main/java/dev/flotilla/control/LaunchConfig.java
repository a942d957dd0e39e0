package dev.flotilla.control;

import dev.flotilla.control.database.CannotStart;
import dev.flotilla.control.database.Database;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the launcher must know before the application starts, under "flotilla" in the environment, in system properties and in
 * {@code config/application.properties}.
 */
public record LaunchConfig(
        Path data, DatabaseConfig database, SecretConfig secret, TrustedProxies proxies, String shutdownDelay) {
    /** So that whoever distributes requests notices; where the embedded database serves one process, nobody distributes. */
    private static final String SHUTDOWN_DELAY = "5s";

    /** Where the state is kept; without a URL the embedded PostgreSQL does. */
    public record DatabaseConfig(
            Optional<String> url, Optional<String> username, Optional<String> password, Optional<Path> programs) {
        Database external() {
            return new Database(
                    url.orElseThrow(),
                    username.orElseThrow(() -> missing("username")),
                    password.orElseThrow(() -> missing("password")));
        }

        Path programs(Path data) {
            return programs.orElse(data.resolve("postgresql"));
        }

        private static CannotStart missing(String key) {
            return new CannotStart("flotilla.database.url is set, so flotilla.database." + key + " must be, too.");
        }
    }

    /** The master key, where it is not in a file of the data folder. */
    public record SecretConfig(Optional<String> masterKey) {}

    /** As configured for this process. */
    public static LaunchConfig read() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().addDefaultSources();
        Path file = Path.of("config", "application.properties");
        try {
            if (Files.exists(file)) {
                builder.withSources(new PropertiesConfigSource(file.toUri().toURL(), 260));
            }
        } catch (IOException e) {
            throw new CannotStart("Cannot read " + file.toAbsolutePath() + ": " + e, e);
        }
        return of(builder.build());
    }

    /** As those settings say; for tests. */
    public static LaunchConfig of(Map<String, String> settings) {
        return of(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(settings, "settings", 500))
                .build());
    }

    private static LaunchConfig of(SmallRyeConfig config) {
        return new LaunchConfig(
                config.getOptionalValue("flotilla.data", Path.class).orElse(Path.of("/var/lib/flotilla-control")),
                new DatabaseConfig(
                        config.getOptionalValue("flotilla.database.url", String.class),
                        config.getOptionalValue("flotilla.database.username", String.class),
                        config.getOptionalValue("flotilla.database.password", String.class),
                        config.getOptionalValue("flotilla.database.programs", Path.class)),
                new SecretConfig(config.getOptionalValue("flotilla.secret.master-key", String.class)),
                new TrustedProxies(config.getOptionalValues("flotilla.proxy.trusted", String.class)
                        .orElse(List.of())),
                config.getOptionalValue("quarkus.shutdown.delay", String.class).orElse(SHUTDOWN_DELAY));
    }
}
