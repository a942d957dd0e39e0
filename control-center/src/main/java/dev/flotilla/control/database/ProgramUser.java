package dev.flotilla.control.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * As whom PostgreSQL's programs run. They refuse to run as root; started by root they run as {@code nobody}, or, where nobody
 * cannot reach the folder, inside a user namespace.
 */
record ProgramUser(String owner, List<String> prefix) {
    private static final ProgramUser SELF = new ProgramUser("", List.of());
    private static final ProgramUser NOBODY = new ProgramUser(
            "nobody", List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--no-new-privs"));
    private static final ProgramUser NAMESPACE = new ProgramUser("root", List.of("unshare", "--user"));
    private static final Duration DEADLINE = Duration.ofSeconds(90);

    /** The first that can run the programs and own the folder. */
    static ProgramUser find(Path programs, Path folder) {
        if (!System.getProperty("user.name").equals("root")) {
            return SELF;
        }
        var reasons = new ArrayList<String>();
        for (ProgramUser user : List.of(NOBODY, NAMESPACE)) {
            try {
                user.own(folder);
                user.run(programs.resolve("bin/postgres").toString(), "--version");
                user.run("test", "-w", folder.toString());
                return user;
            } catch (CannotStart e) {
                reasons.add(e.getMessage());
            }
        }
        throw new CannotStart(
                "PostgreSQL does not run as root, and no other way was found on this machine. Start the control center"
                        + " as an ordinary user, put flotilla.data where 'nobody' may reach it, or set flotilla.database.url. Tried: "
                        + String.join("; ", reasons));
    }

    /** Gives the folder and all within to this user. */
    void own(Path folder) {
        if (owner.isEmpty()) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            UserPrincipal user =
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
            if (!Files.getOwner(folder).equals(user)) {
                for (Path path : (Iterable<Path>) all::iterator) {
                    Files.setOwner(path, user);
                }
            }
        } catch (IOException e) {
            throw new CannotStart("cannot give " + folder + " to '" + owner + "': " + e, e);
        }
    }

    /** Runs a program to its end and answers what it printed. */
    String run(String... command) {
        var all = new ArrayList<>(prefix);
        all.addAll(List.of(command));
        try {
            Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new CannotStart("'%s' did not end within %s".formatted(command[0], DEADLINE));
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.exitValue() != 0) {
                throw new CannotStart("'%s' failed with %d: %s".formatted(command[0], process.exitValue(), output));
            }
            return output;
        } catch (IOException e) {
            throw new CannotStart("cannot run '" + all.getFirst() + "': " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted while '" + command[0] + "' ran", e);
        }
    }
}
