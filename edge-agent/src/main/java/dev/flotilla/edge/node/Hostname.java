package dev.flotilla.edge.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine calls itself. Read from the kernel, because a look-up by DNS may block or lie. */
public final class Hostname {
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    private Hostname() {}

    /** The host name; "localhost" where the kernel does not say. */
    public static String ofThisMachine() {
        try {
            String name = Files.readString(KERNEL).strip();
            return name.isEmpty() ? "localhost" : name;
        } catch (IOException e) {
            return "localhost";
        }
    }
}
