package dev.flotilla.edge.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A .tar.gz whose signature was right, unpacked by the tar of this machine. */
final class Archive {
    private Archive() {}

    static void unpack(Path archive, Path into, Duration deadline) throws IOException, InterruptedException {
        Files.createDirectories(into);
        Path complaints = archive.resolveSibling("tar.log");
        Process tar = new ProcessBuilder(
                        "tar",
                        "-xzf",
                        archive.toString(),
                        "-C",
                        into.toString(),
                        "--no-same-owner",
                        "--no-same-permissions")
                .redirectErrorStream(true)
                .redirectOutput(complaints.toFile())
                .start();
        try {
            if (!tar.waitFor(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("the archive was not unpacked within " + deadline.toSeconds() + " s");
            }
        } finally {
            tar.destroyForcibly();
        }
        if (tar.exitValue() != 0) {
            String said = Files.readString(complaints, StandardCharsets.ISO_8859_1);
            throw new IOException("the archive cannot be unpacked: "
                    + said.lines().findFirst().orElse("tar ended with " + tar.exitValue()));
        }
    }
}
