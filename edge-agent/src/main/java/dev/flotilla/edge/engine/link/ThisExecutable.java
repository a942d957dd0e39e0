package dev.flotilla.edge.engine.link;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line that starts what runs here once more, as an engine. */
final class ThisExecutable {
    /** Set in a native executable only. */
    private static final String NATIVE_IMAGE = "org.graalvm.nativeimage.imagecode";

    /**
     * What keeps the engine small. Nearly all of its time is the kernel's, so that the quick compiler alone does: 65 MB instead
     * of 86 MB resident, and not a percent slower.
     */
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=16m",
            "-Xms4m",
            "-Xss256k",
            "-XX:-UsePerfData");

    private ThisExecutable() {}

    static List<String> engine(Path socket, long heapBytes, String classPath) {
        String executable = ProcessHandle.current().info().command().orElse("java");
        var command = new ArrayList<String>();
        command.add(executable);
        if (System.getProperty(NATIVE_IMAGE) != null) {
            command.addAll(List.of("engine", "-Xmx" + heapBytes));
        } else {
            command.addAll(SMALL);
            command.add("-Xmx" + heapBytes);
            // protobuf reaches into sun.misc.Unsafe, and JNA calls native code: both would be warned about.
            command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
            command.addAll(program(classPath));
        }
        command.add("--socket=" + socket);
        return List.copyOf(command);
    }

    /** The packaged jar with its sub-command; from a class path (a test, an IDE) the plain main class. */
    private static List<String> program(String classPath) {
        return classPath.endsWith("quarkus-run.jar")
                ? List.of("-jar", classPath, "engine")
                : List.of("-cp", classPath, "dev.flotilla.edge.engine.EngineMain");
    }
}
