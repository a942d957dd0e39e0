package dev.flotilla.bench.transport;

import dev.flotilla.bench.tool.Toolbox;
import java.io.PrintStream;

/**
 * What all cases share.
 *
 * @param seconds how long each measurement takes
 * @param rounds how often each is repeated
 * @param out takes single measurements while they are made
 */
record Lab(Toolbox toolbox, int seconds, int rounds, PrintStream out) {
    void say(String line) {
        out.println("  " + line);
    }
}
