package dev.flotilla.edge.helmsman.session;

import dev.flotilla.edge.helmsman.setup.SafeFile;
import dev.flotilla.proto.event.v1.Event;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sessions on the disk: what was written last, and each that came or went since, every one after its length. What is appended is
 * not forced to the disk: it outlives the agent, and with the machine MistServer's sessions end, too. For one thread at a time.
 */
final class LedgerFile {
    private static final Logger LOG = Logger.getLogger(LedgerFile.class);

    private final Path file;
    private boolean isBroken;

    LedgerFile(Path file) {
        this.file = file;
    }

    /** As far as it can be read: the last line may be half written. */
    List<Event> read() {
        List<Event> lines = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            for (Event next = Event.parseDelimitedFrom(in); next != null; next = Event.parseDelimitedFrom(in)) {
                lines.add(next);
            }
        } catch (NoSuchFileException never) {
            LOG.debugf("no earlier agent left sessions: %s", never.getMessage());
        } catch (IOException damaged) {
            LOG.warnf("%s can be read for %d sessions only: %s", file, lines.size(), damaged.getMessage());
        }
        return lines;
    }

    void append(Event line) {
        write(() -> {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, bytes(List.of(line)), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        });
    }

    /** Takes the place of all that was there. */
    void write(Collection<Event> lines) {
        write(() -> SafeFile.write(file, bytes(lines)));
    }

    private static byte[] bytes(Collection<Event> lines) throws IOException {
        var bytes = new ByteArrayOutputStream();
        for (Event line : lines) {
            line.writeDelimitedTo(bytes);
        }
        return bytes.toByteArray();
    }

    private interface Step {
        void take() throws IOException;
    }

    /** Viewers do not wait for it, and a full disk is said by the spool. */
    private void write(Step step) {
        try {
            step.take();
            isBroken = false;
        } catch (IOException full) {
            if (!isBroken) {
                LOG.warnf("sessions that end while the agent is away would not be accounted for: %s", full);
            }
            isBroken = true;
        }
    }
}
