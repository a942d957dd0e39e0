package dev.flotilla.edge.engine;

import java.nio.file.Path;

/** Runs the engine from a bare class path, without the command line around it. */
public final class EngineMain {
    private static final String SOCKET = "--socket=";

    private EngineMain() {}

    /** Takes exactly one argument, {@code --socket=PATH}, and exits with the engine. */
    public static void main(String[] arguments) {
        if (arguments.length != 1 || !arguments[0].startsWith(SOCKET)) {
            System.err.println("usage: engine --socket=PATH");
            System.exit(2);
        }
        System.exit(Engine.run(Path.of(arguments[0].substring(SOCKET.length()))));
    }
}
