package dev.flotilla.edge.engine.link;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** The engine process that this agent started, if it did. The process leaves the agent's session by itself. */
final class EngineProcess {
    private static final long MAX_LOG_BYTES = 8 << 20;

    private final EngineLaunch launch;
    private @Nullable Process process;

    EngineProcess(EngineLaunch launch) {
        this.launch = launch;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    void start() throws IOException {
        Path log = launch.log();
        if (Files.exists(log) && Files.size(log) > MAX_LOG_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        process = new ProcessBuilder(launch.command())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Ends a process that does not answer. */
    void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
