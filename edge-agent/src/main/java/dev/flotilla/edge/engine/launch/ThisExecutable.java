package dev.flotilla.edge.engine.launch;

import java.util.ArrayList;
import java.util.List;

/** The command line that starts what runs here once more, in another role: a native executable or a JVM, packaged or not. */
public final class ThisExecutable {
    /** Set in a native executable only. */
    private static final String NATIVE_IMAGE = "org.graalvm.nativeimage.imagecode";

    /**
     * What keeps a second JVM small. Nearly all of an engine's time is the kernel's, so that the quick compiler alone does: 65 MB
     * instead of 86 MB resident, and not a percent slower. Standard output belongs to the program alone.
     */
    private static final List<String> SMALL = List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:ReservedCodeCacheSize=16m",
            "-Xms4m",
            "-Xss256k",
            "-XX:-UsePerfData",
            "-XX:+DisplayVMOutputToStderr");

    /** A role, by its word on the command line, and by its main class where the program is no package yet. */
    public enum Role {
        ENGINE("engine", "dev.flotilla.edge.engine.EngineMain"),
        MEDIA_HELPER("media-helper", "dev.flotilla.edge.media.MediaHelper");

        private final String word;
        private final String mainClass;

        Role(String word, String mainClass) {
            this.word = word;
            this.mainClass = mainClass;
        }
    }

    private ThisExecutable() {}

    /**
     * Executable and arguments.
     *
     * @param heapBytes upper bound of the Java heap
     * @param classPath of the program; without meaning in a native executable
     * @param arguments of the role; every user of the machine can read them
     */
    public static List<String> as(Role role, long heapBytes, String classPath, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        if (System.getProperty(NATIVE_IMAGE) != null) {
            command.addAll(List.of(role.word, "-Xmx" + heapBytes));
        } else {
            command.addAll(SMALL);
            command.add("-Xmx" + heapBytes);
            // protobuf reaches into sun.misc.Unsafe, and JNA calls native code: both would be warned about.
            command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED"));
            command.addAll(program(classPath, role));
        }
        command.addAll(arguments);
        return List.copyOf(command);
    }

    /** The packaged jar with its sub-command; from a class path (a test, an IDE) the plain main class. */
    private static List<String> program(String classPath, Role role) {
        return classPath.endsWith("quarkus-run.jar")
                ? List.of("-jar", classPath, role.word)
                : List.of("-cp", classPath, role.mainClass);
    }
}
