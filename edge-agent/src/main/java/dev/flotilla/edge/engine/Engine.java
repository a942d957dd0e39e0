package dev.flotilla.edge.engine;

import java.nio.file.Path;

/** The engine process: runs flows and serves one agent on a unix socket. It runs on when the agent goes away. */
public final class Engine {
    private Engine() {}

    /**
     * Serves until it is told to shut down or gets SIGTERM.
     *
     * @param socket where to listen; created with mode 0600
     * @return the exit code of the process
     */
    public static int run(Path socket) {
        System.err.println("the engine cannot run yet: " + socket);
        return 1;
    }
}
