package dev.flotilla.edge.node;

import io.quarkus.runtime.annotations.RegisterResources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build, written into a resource when it is packaged. */
@RegisterResources(globs = "dev/flotilla/edge/node/version.properties")
public final class AgentVersion {
    private static final String TEXT = read();

    private AgentVersion() {}

    /** For example {@code 0.1.0}. */
    public static String text() {
        return TEXT;
    }

    private static String read() {
        Properties properties = new Properties();
        try (InputStream resource = AgentVersion.class.getResourceAsStream("version.properties")) {
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }
}
