package dev.flotilla.edge.node;

import io.quarkus.runtime.annotations.RegisterResources;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** The version of this agent: that of the release it runs from, else that of the build, a resource that is written when it is packaged. */
@RegisterResources(globs = "dev/flotilla/edge/node/version.properties")
public final class AgentVersion {
    /** The launcher of a release says here where the release lies. */
    public static final String PROGRAM_FOLDER = "FLOTILLA_PROGRAM_FOLDER";

    private static final String OF_BUILD = ofBuild();

    private AgentVersion() {}

    /** For example {@code 0.1.0}. */
    public static String text() {
        String folder = System.getenv(PROGRAM_FOLDER);
        return folder == null ? OF_BUILD : ofRelease(Path.of(folder));
    }

    private static String ofRelease(Path folder) {
        try (InputStream label = Files.newInputStream(folder.resolve("release.properties"))) {
            return read(label);
        } catch (IOException e) {
            throw new UncheckedIOException(PROGRAM_FOLDER + " is no folder of a release: " + folder, e);
        }
    }

    private static String ofBuild() {
        try (InputStream resource = AgentVersion.class.getResourceAsStream("version.properties")) {
            return read(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(InputStream text) throws IOException {
        Properties properties = new Properties();
        properties.load(text);
        return properties.getProperty("version", "unknown");
    }
}
