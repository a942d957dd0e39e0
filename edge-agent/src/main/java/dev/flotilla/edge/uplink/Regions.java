package dev.flotilla.edge.uplink;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.flotilla.proto.uplink.v1.Region;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * The Foghorns of this node's region and the certificates that count no more, as the control center last said. Kept on the disk
 * for the time when it is away; forgotten when the node gets another owner. For any thread.
 */
public final class Regions {
    private static final Logger LOG = Logger.getLogger(Regions.class);

    private final Path file;
    private final List<Consumer<Region>> listeners = new CopyOnWriteArrayList<>();
    private volatile Region present = Region.getDefaultInstance();
    private String owner = "";

    /** @param file two lines: the owner, and the message in Base64 */
    public Regions(Path file) {
        this.file = file;
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.size() == 2) {
                present = Region.parseFrom(Base64.getDecoder().decode(lines.get(1)));
                owner = lines.get(0);
            }
        } catch (NoSuchFileException neverTold) {
            LOG.debugf("no region is known yet: %s", neverTold.getMessage());
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            LOG.warnf("%s is damaged and counts for nothing: %s", file, e.getMessage());
        } catch (IOException e) {
            LOG.warnf("%s cannot be read: %s", file, e);
        }
    }

    /** Empty when the control center never said anything. */
    public Region present() {
        return present;
    }

    /** Whether a certificate was taken back. */
    public boolean isRevoked(String serial) {
        return present.getRevokedSerialsList().contains(serial);
    }

    /** Whom to tell of each change, on the thread of the uplink: must not block. */
    public void listen(Consumer<Region> listener) {
        listeners.add(listener);
    }

    /** From now on this is the owner; what another one said is forgotten. */
    synchronized void serve(Owner now) {
        if (!now.text().equals(owner)) {
            boolean wasOther = !owner.isEmpty();
            owner = now.text();
            if (wasOther) {
                take(Region.getDefaultInstance());
            }
        }
    }

    synchronized void take(Region region) {
        if (region.equals(present)) {
            return;
        }
        present = region;
        try {
            Path partial = file.resolveSibling(file.getFileName() + ".partial");
            Files.writeString(partial, owner + "\n" + Base64.getEncoder().encodeToString(region.toByteArray()) + "\n");
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warnf("the region is known until the agent restarts, because %s cannot be written: %s", file, e);
        }
        listeners.forEach(listener -> listener.accept(region));
    }
}
