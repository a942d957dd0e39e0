package dev.flotilla.edge.engine.link;

import dev.flotilla.edge.engine.launch.ThisExecutable;
import dev.flotilla.edge.engine.launch.ThisExecutable.Role;
import java.nio.file.Path;
import java.util.List;

/**
 * How the engine process is started.
 *
 * @param socket where it listens
 * @param log where its output is appended
 * @param command executable and arguments
 */
public record EngineLaunch(Path socket, Path log, List<String> command) {
    public EngineLaunch {
        command = List.copyOf(command);
    }

    /** The argument by which an engine knows its socket, and others know that engine. */
    String socketArgument() {
        return "--socket=" + socket;
    }

    /**
     * The engine as a second process of this very executable: {@code engine.sock} and {@code engine.log} in the data folder.
     *
     * @param heapBytes upper bound of its Java heap
     */
    public static EngineLaunch ofThisExecutable(Path data, long heapBytes) {
        return of(data, heapBytes, System.getProperty("java.class.path", ""));
    }

    /** The same out of a packaged jar, with the virtual machine that runs here. */
    public static EngineLaunch ofJar(Path data, long heapBytes, Path jar) {
        return of(data, heapBytes, jar.toString());
    }

    private static EngineLaunch of(Path data, long heapBytes, String classPath) {
        Path socket = data.resolve("engine.sock").toAbsolutePath();
        List<String> command = ThisExecutable.as(Role.ENGINE, heapBytes, classPath, List.of("--socket=" + socket));
        return new EngineLaunch(socket, data.resolve("engine.log").toAbsolutePath(), command);
    }
}
