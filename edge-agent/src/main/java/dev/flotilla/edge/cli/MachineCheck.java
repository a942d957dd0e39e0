package dev.flotilla.edge.cli;

import dev.flotilla.edge.node.DiskUse;
import dev.flotilla.natives.library.MissingLibraryException;
import dev.flotilla.natives.srt.Srt;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the doctor looks at on the machine itself: libraries, disk, ports. */
final class MachineCheck {
    private static final double FULL = 0.9;

    private MachineCheck() {}

    static Finding libraries() {
        try {
            return Finding.fine("libraries", "libsrt " + Srt.version() + " (" + Srt.file() + ")");
        } catch (MissingLibraryException e) {
            return Finding.wrong("libraries", String.valueOf(e.getMessage()), "apt-get install libsrt1.5-gnutls");
        } catch (IllegalStateException | UnsatisfiedLinkError e) {
            return Finding.wrong(
                    "libraries",
                    "libsrt cannot be used: " + e.getMessage(),
                    "apt-get install --reinstall libsrt1.5-gnutls");
        }
    }

    static Finding disk(Path data) {
        if (!Files.isDirectory(data)) {
            return Finding.wrong("disk", "the data folder " + data + " does not exist", "install -d -m 700 " + data);
        }
        if (!Files.isWritable(data)) {
            return Finding.wrong(
                    "disk",
                    "the data folder " + data + " cannot be written by this user",
                    "run this as the agent's user");
        }
        DiskUse use = DiskUse.of(data);
        String what = Words.percent(use.share()) + " used, " + Words.bytes(use.usableBytes()) + " free for " + data;
        return use.share() > FULL
                ? Finding.wrong("disk", what, "find what is large with 'du -xh / | sort -h | tail'")
                : Finding.fine("disk", what);
    }

    /** Whether an agent that starts now would get its ports. */
    static Finding ports(Settings settings) {
        List<String> taken = new ArrayList<>();
        for (URI api : List.of(settings.nodeApi(), settings.mrouteApi())) {
            try (ServerSocket probe = new ServerSocket()) {
                probe.bind(new InetSocketAddress(api.getHost(), api.getPort()));
            } catch (IOException e) {
                taken.add(Integer.toString(api.getPort()));
            }
        }
        return taken.isEmpty()
                ? Finding.fine("ports", "free for the agent")
                : Finding.wrong(
                        "ports",
                        "taken by another program: " + String.join(", ", taken),
                        "see whose with 'ss -ltnp', and end it, or set QUARKUS_HTTP_PORT or FLOTILLA_API_PORT");
    }
}
