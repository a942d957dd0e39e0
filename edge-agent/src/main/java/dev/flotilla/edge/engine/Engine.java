package dev.flotilla.edge.engine;

import dev.flotilla.edge.engine.control.ControlServer;
import dev.flotilla.edge.engine.control.ControlSocket;
import dev.flotilla.edge.engine.media.MediaFolder;
import dev.flotilla.natives.libc.HostProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** The engine process: runs flows and serves one agent on a unix socket. It runs on when the agent goes away. */
public final class Engine implements AutoCloseable {
    private static final int CANNOT_SERVE = 1;
    private static final int BUG = 70;

    private final CountDownLatch isToEnd = new CountDownLatch(1);
    private final Flows flows;
    private final ControlServer control;

    private Engine(ControlSocket socket, Clock clock) {
        flows = new Flows(clock, new EventLog(clock), isToEnd::countDown);
        control = new ControlServer(socket, flows).start();
    }

    /** Starts an engine in this process. */
    static Engine open(Path socket) throws IOException {
        return new Engine(ControlSocket.open(socket), Clock.systemUTC());
    }

    /**
     * Serves until it is told to shut down or gets SIGTERM.
     *
     * @param socket where to listen; created with mode 0600
     * @return the exit code; the flows end, drained, while the process exits with it
     */
    public static int run(Path socket) {
        MediaFolder.use(socket.toAbsolutePath().resolveSibling("media"));
        HostProcess.leaveSession();
        Thread.setDefaultUncaughtExceptionHandler((thread, bug) -> {
            // Half an engine is worse than none: the agent starts another one.
            bug.printStackTrace();
            Runtime.getRuntime().halt(BUG);
        });
        try {
            Engine engine = open(socket);
            Runtime.getRuntime().addShutdownHook(new Thread(engine::end, "shutdown"));
            System.err.println("engine " + Version.text() + ", process "
                    + ProcessHandle.current().pid() + ", serves " + socket + " with " + Libraries.versions());
            engine.isToEnd.await();
            return 0;
        } catch (IOException e) {
            System.err.println("the engine cannot serve: " + e.getMessage());
            return CANNOT_SERVE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private void end() {
        try {
            close();
        } catch (IOException e) {
            System.err.println("the socket cannot be removed: " + e.getMessage());
        }
    }

    /** Ends the flows and frees the socket. */
    @Override
    public void close() throws IOException {
        flows.close();
        control.close();
    }
}
