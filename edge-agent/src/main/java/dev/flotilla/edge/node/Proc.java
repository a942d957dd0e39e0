package dev.flotilla.edge.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The kernel's files about the machine and its processes. What cannot be read is an empty text. */
record Proc(Path root) {
    static final Proc OF_THIS_MACHINE = new Proc(Path.of("/proc"));

    String text(String file) {
        return read(root.resolve(file));
    }

    /** Resident memory of a process; 0 when there is none. */
    long residentBytes(long pid) {
        return Lines.bytesOfKilobytes(Lines.first(text(pid + "/status"), "VmRSS:"));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
