package dev.flotilla.edge.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The shell script that started this agent, and starts it again when it ends in one of two ways. Without it nobody would put the
 * version before back, and so nothing is swapped.
 *
 * @param folder of the versions
 */
record Keeper(Path folder) {
    /** What runs next is what {@code current} leads to. */
    static final int SWAPPED = 75;
    /** The version on trial is not to be kept. */
    static final int UNFIT = 76;

    /** Of this process; empty when nobody keeps it, or not any more. */
    static Optional<Keeper> of(Map<String, String> environment) {
        String folder = environment.getOrDefault("FLOTILLA_KEEPER_FOLDER", "");
        String parent = ProcessHandle.current()
                .parent()
                .map(ProcessHandle::pid)
                .map(String::valueOf)
                .orElse("");
        boolean isOurs = !folder.isEmpty() && parent.equals(environment.get("FLOTILLA_KEEPER_PID"));
        return isOurs ? Optional.of(new Keeper(Path.of(folder))) : Optional.empty();
    }

    /** Whether a process of this machine has something of that folder in its command line. */
    static boolean isInUse(Path folder) {
        String below = folder + "/";
        return ProcessHandle.allProcesses()
                .anyMatch(process -> commandLine(process.pid()).contains(below));
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrNotOurs) {
            return "";
        }
    }
}
